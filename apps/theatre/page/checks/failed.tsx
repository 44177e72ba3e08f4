/** A check that failed, open: what was demanded, what came, what that means, what to do. */

import { Gloss } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import type { Check } from '../play/failures.ts'
import { hasSucceeded, isSwitchedOff, type Play, type Staged } from '../play/play.ts'
import { revokedFor } from '../play/revocations.ts'
import { ConfigurationLines } from './configuration.tsx'
import { explanationOf } from './explain.ts'
import { Going } from './going.tsx'
import { Revoked } from './revoked.tsx'
import { Rule } from './rule.tsx'
import { SeenValues } from './seen.tsx'
import { seenOfFailed } from './seen-values.ts'
import { configurationOf, otherLoginOf } from './verdict-of.ts'
import { say } from './words.ts'

interface OfFailed {
  readonly house: House
  readonly play: Play
  readonly message: Staged
  readonly check: Check
}

export function Failed({ house, play, message, check }: OfFailed) {
  const { means, fix } = explanationOf(check.rule)
  const configuration = play.run === undefined ? configurationOf(check, message, play.messages) : undefined
  // Whoever was stopped in an attack has nothing to repair, nor who was not stopped.
  const isStopped = play.run?.outcome === 'stopped'
  const isAttack = isStopped || hasSucceeded(play)
  const other = otherLoginOf(check, play.messages)
  const revokedAt = revokedFor(play.messages, message, check)
  return (
    <div
      class={isStopped ? 'broken stopped' : 'broken'}
      id={`${message.id}/${check.rule}`}
      tabIndex={-1}
      data-failed={check.rule}
    >
      <h3>
        <span aria-hidden="true">{isStopped ? '✓' : '✗'} </span>
        {say(isSwitchedOff(play, check.rule) ? 'switchedOff' : isStopped ? 'stoppedHere' : 'failedHere')}
      </h3>
      <Rule look={check} of={message.id} />
      <SeenValues seen={seenOfFailed([check])} />
      <h4>{say('means')}</h4>
      <p data-explains="means">
        <Gloss text={means} />
        {revokedAt !== undefined && <Revoked house={house} by={revokedAt} />}
      </p>
      {other !== undefined && (
        <p id="two-logins">
          {say('twoLogins')}{' '}
          <Going house={house} message={other}>
            {say('atMessage', { number: other.number })}
          </Going>
        </p>
      )}
      {!isAttack && (
        <>
          <h4>{say('fix')}</h4>
          <p data-explains="fix">
            <Gloss text={fix} />
          </p>
        </>
      )}
      {configuration !== undefined && <ConfigurationLines configuration={configuration} />}
    </div>
  )
}
