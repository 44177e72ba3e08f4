/** One attack: who tries what, the prediction, the run against the live servers, and the one without the check. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { attackEntries } from '../../programme/attacks.ts'
import type { House } from '../house.ts'
import { Prose } from '../prose.tsx'
import { hrefOf } from '../route.ts'
import { lastRun, type OfAttack } from './attack.ts'
import { LiveRun } from './live-run.tsx'
import { Prediction } from './prediction.tsx'
import { SandboxRun } from './sandbox-run.tsx'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

export function AttackView({ house, entry }: OfAttack) {
  const title = useRef<HTMLHeadingElement>(null)
  const { title: words, story } = textOf(entry.id)
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [])
  const live = lastRun({ house, entry }, 'live')
  return (
    <article class="attack" data-attack={entry.id} aria-labelledby="attack-title">
      <p class="attack-where">
        <a href={hrefOf('attacks')}>{say('all')}</a>
        <span>{say(entry.group)}</span>
      </p>
      <SandboxBanner house={house} />
      <h2 id="attack-title" tabIndex={-1} ref={title}>
        {words}
      </h2>
      {story.map((paragraph) => (
        <p key={paragraph}>
          <Prose text={paragraph} />
        </p>
      ))}
      <Prediction entry={entry} />
      <LiveRun house={house} entry={entry} />
      {live !== undefined && <SandboxRun house={house} entry={entry} live={live} />}
      <Next entry={entry} />
    </article>
  )
}

/** Says that what is on stage is no run of the servers that run here. */
function SandboxBanner({ house }: { readonly house: House }) {
  const run = house.play.value?.run
  if (run?.where !== 'sandbox') return null
  const [before, after] = say('sandboxBanner', { rule: '\u0000' }).split('\u0000')
  return (
    <div class="alert warning" role="note">
      <p>
        <strong>{say('sandbox')}.</strong> {before}
        <code>{run.off}</code>
        {after}
      </p>
    </div>
  )
}

function Next({ entry }: Pick<OfAttack, 'entry'>) {
  const next = attackEntries[attackEntries.indexOf(entry) + 1]
  if (next === undefined) return null
  return (
    <p class="attack-next">
      <a href={hrefOf('attacks', next.id)}>{say('next', { title: textOf(next.id).title })}</a>
    </p>
  )
}
