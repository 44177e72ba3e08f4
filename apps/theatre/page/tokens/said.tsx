/** What parties of the play said of a token: its signature, what introspection told, and what was inside an encrypted one. */
import type { ComponentType } from 'preact'
import type { House } from '../house.ts'
import { laneName } from '../lanes.ts'
import type { Play, Staged } from '../play/play.ts'
import type { Value } from '../values/values.ts'
import './claims.css'
import './said.css'
import { say } from './token-words.ts'
import { introspectionsOf, openingOf, type Verdict, verdictsOn } from './verdicts.ts'

interface OfSaid {
  readonly house: House
  readonly play: Play
  readonly own: Value
}

/** Takes the stage to a message. */
export function ToMessage({ house, message }: { readonly house: House; readonly message: Staged }) {
  const { number } = message
  return (
    <button type="button" class="button plain" onClick={() => house.player.to(number - 1)}>
      {say('message', { number })}
    </button>
  )
}

const MOST_SAID = 5

export function Signature({ house, play, own }: OfSaid) {
  const verdicts = verdictsOn(play, own)
  const more = verdicts.length - MOST_SAID
  return (
    <div class="token-signature">
      {verdicts.length === 0 && <p class="hint">{say('unverified')}</p>}
      <ul>
        {verdicts.slice(0, MOST_SAID).map((verdict) => (
          <li key={`${verdict.message.id} ${verdict.rule}`}>
            <VerdictLine house={house} verdict={verdict} />
          </li>
        ))}
      </ul>
      {more > 0 && <p class="hint">{say('more', { count: more })}</p>}
      <p class="hint">{say('noSignature')}</p>
    </div>
  )
}

function VerdictLine({ house, verdict }: { readonly house: House; readonly verdict: Verdict }) {
  const { message, by, rule, held, remembered } = verdict
  const told = remembered ? 'remembered' : held ? 'verified' : 'forged'
  return (
    <span class={held ? 'token-verdict held' : 'token-verdict failed'}>
      <span aria-hidden="true">{held ? '✓' : '✗'}</span> {say(told, { party: laneName(by) })}{' '}
      <ToMessage house={house} message={message} /> <code>{rule}</code>
    </span>
  )
}

/** A random reference: only its server knows what it stands for, and tells whom it may. */
export function Opaque({ house, play, own }: OfSaid) {
  const told = introspectionsOf(play, own)
  return (
    <div>
      <p class="hint">{say('reference')}</p>
      {told.length === 0 && <p class="hint">{say('notAsked')}</p>}
      {told.map(({ message, active, members }) => (
        <div key={message.id}>
          <p>
            {say(active ? 'active' : 'inactive')} <ToMessage house={house} message={message} />
          </p>
          <dl class="claims">
            {members.map(({ name, value }) => (
              <div key={name} class="claim" data-claim={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd class="claim-value">
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  )
}

/** What stood in a message: what shows a token is told no more. */
export interface OfToken {
  readonly house: House
  /** The parameter that it stood in. */
  readonly name: string
  readonly value: string
  readonly message: Staged
}

/** `view` shows what was inside: a token like any other. */
export function Opened({ house, play, own, view: View }: OfSaid & { readonly view: ComponentType<OfToken> }) {
  const opening = openingOf(play, own)
  if (opening === undefined) return <p class="hint">{say('notOpened')}</p>
  const { message, inner } = opening
  return (
    <div class="token-opened" data-party="resource">
      <p>
        {say('opened', { party: laneName(message.to) })} <ToMessage house={house} message={message} />
      </p>
      <View house={house} name="opened_token" value={inner} message={message} />
    </div>
  )
}
