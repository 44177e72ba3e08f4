/** On top of a play that failed: who refused what, why, and what to do. What stopped an attack, the lab explains. */
import { computed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { Gloss } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { hasSucceeded, type Staged } from '../play/play.ts'
import type { Explanation } from './explain.ts'
import { Going } from './going.tsx'
import { Later, Revoked } from './revoked.tsx'
import { type Verdict as VerdictOnPlay, verdictOf } from './verdict-of.ts'
import { say } from './words.ts'
import './checks.css'

export function Verdict({ house }: { readonly house: House }) {
  const found = useMemo(() => computed(() => verdictsOf(house)), [house])
  const { verdict, last } = found.value
  if (verdict === undefined || hasSucceeded(house.play.value)) return null
  const { message, check, explanation, later, revokedAt } = verdict
  // Whoever watches it play is not told the end before.
  if (house.play.value?.run !== undefined && house.player.index.value < message.number - 1) return null
  const isStopped = house.play.value?.run?.outcome === 'stopped'
  return (
    <div class={isStopped ? 'judged held' : 'judged'} data-verdict={check?.rule ?? ''}>
      <p>
        <strong>
          <span aria-hidden="true">{isStopped ? '✓' : '✗'} </span>
          {isStopped && `${say('stopped')}: `}
          {sentenceOf(verdict)}
        </strong>{' '}
        <At house={house} verdict={verdict} />
        {revokedAt !== undefined && <Revoked house={house} by={revokedAt} />}
        {later.map((one) => (
          <Later key={one.id} house={house} message={one} />
        ))}
      </p>
      {!isStopped && explanation !== undefined && (
        <p>
          <strong>{say('fix')}: </strong>
          <Gloss text={explanation.fix} />
        </p>
      )}
      {last !== undefined && !isNamed(last.message, verdict) && (
        <p data-verdict-besides={last.check?.rule ?? ''}>
          {say('another')}: {sentenceOf(last)} <At house={house} verdict={last} />
        </p>
      )}
      {!isStopped && explanation !== undefined && <Means key={message.id} {...explanation} />}
    </div>
  )
}

/** On the message that the address names, where it was refused; and on the whole play. */
function verdictsOf({ play, route }: House) {
  const messages = play.value?.messages ?? []
  return { verdict: verdictOf(messages, route.place.value.message), last: verdictOf(messages) }
}

/** The verdict names this message. */
const isNamed = (one: Staged, { message, later, revokedAt }: VerdictOnPlay): boolean =>
  [message, revokedAt, ...later].includes(one)

const sentenceOf = ({ sentence, why }: VerdictOnPlay): string => (why === undefined ? sentence : `${sentence}: ${why}`)

const At = ({ house, verdict: { message, check } }: { readonly house: House; readonly verdict: VerdictOnPlay }) => (
  <>
    (
    <Going house={house} message={message} check={check?.rule}>
      {say('atMessage', { number: message.number })}
    </Going>
    ).
  </>
)

/** Folded: the stage is below it. */
const Means = ({ means }: Pick<Explanation, 'means'>) => (
  <details>
    <summary>{say('means')}</summary>
    <p>
      <Gloss text={means} />
    </p>
  </details>
)
