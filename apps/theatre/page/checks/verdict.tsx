/** On top of a play that failed: one paragraph on who refused what, why, and what to do. What stopped an attack, the lab explains. */
import { computed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { Gloss } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { isNarrow } from '../lead.ts'
import { hasSucceeded } from '../play/play.ts'
import type { Explanation } from './explain.ts'
import { Going } from './going.tsx'
import { Later, Revoked } from './revoked.tsx'
import { verdictOf } from './verdict-of.ts'
import { say } from './words.ts'
import './checks.css'

export { type Verdict as VerdictOnPlay, verdictOf } from './verdict-of.ts'

export function Verdict({ house }: { readonly house: House }) {
  const found = useMemo(() => computed(() => verdictOf(house.play.value?.messages ?? [])), [house])
  const verdict = found.value
  if (verdict === undefined || hasSucceeded(house.play.value)) return null
  const { sentence, message, check, explanation, later, revokedAt } = verdict
  // Whoever watches it play is not told the end before.
  if (house.play.value?.run !== undefined && house.player.index.value < message.number - 1) return null
  const isStopped = house.play.value?.run?.outcome === 'stopped'
  return (
    <div class={isStopped ? 'judged held' : 'judged'} data-verdict={check?.rule ?? ''}>
      <strong>
        <span aria-hidden="true">{isStopped ? '✓' : '✗'} </span>
        {isStopped && `${say('stopped')}: `}
        {sentence}
      </strong>{' '}
      (
      <Going house={house} message={message} check={check?.rule}>
        {say('atMessage', { number: message.number })}
      </Going>
      ).
      {revokedAt !== undefined && <Revoked house={house} by={revokedAt} />}
      {later.map((one) => (
        <Later key={one.id} house={house} message={one} />
      ))}
      {!isStopped && explanation !== undefined && <Explained {...explanation} />}
    </div>
  )
}

/** In one column it is folded: the stage is below it. */
function Explained({ means, fix }: Pick<Explanation, 'means' | 'fix'>) {
  const words = (
    <>
      <Gloss text={means} /> <strong>{say('fix')}: </strong>
      <Gloss text={fix} />
    </>
  )
  if (!isNarrow.value) return <> {words}</>
  return (
    <details>
      <summary>{say('fix')}</summary>
      {words}
    </details>
  )
}
