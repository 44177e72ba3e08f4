/** One attack: who tries what, the prediction, the run against the live servers, and the one without the check. */
import { attackEntries } from '../../programme/attacks.ts'
import { Prose } from '../prose.tsx'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { lastRun, type OfAttack } from './attack.ts'
import { LiveRun } from './live-run.tsx'
import { Prediction } from './prediction.tsx'
import { SandboxRun } from './sandbox-run.tsx'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

export function AttackView({ house, entry }: OfAttack) {
  const { title: words, story } = textOf(entry.id)
  const live = lastRun({ house, entry }, 'live')
  return (
    <article class="attack" data-attack={entry.id} aria-labelledby="attack-title">
      <p class="attack-where">
        <a href={hrefOf('attacks')}>{say('all')}</a>
        <span>{say(entry.group)}</span>
      </p>
      <RoomTitle id="attack-title" opened>
        {words}
      </RoomTitle>
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

function Next({ entry }: Pick<OfAttack, 'entry'>) {
  const next = attackEntries[attackEntries.indexOf(entry) + 1]
  if (next === undefined) return null
  return (
    <p class="attack-next">
      <a href={hrefOf('attacks', next.id)}>{say('next', { title: textOf(next.id).title })}</a>
    </p>
  )
}
