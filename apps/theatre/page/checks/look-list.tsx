/** What was looked at, row by row: each with its sign and its word, so that colour is never the only one. */
import type { House } from '../house.ts'
import { lookedAt, type Play, type Staged } from '../play/play.ts'
import { Going } from './going.tsx'
import { type Group, type Looks, stateOf } from './looks.ts'
import { Rule } from './rule.tsx'
import { SeenValues } from './seen.tsx'
import { seenOfFailed, seenOfHeld } from './seen-values.ts'
import { say } from './words.ts'

interface OfMessage {
  readonly house: House
  readonly play: Play
  readonly message: Staged
}

export function LookList({ house, play, message, looks }: OfMessage & { readonly looks: Looks }) {
  const { about, form, resumedAt } = looks
  const addressed = firstOf([...about, ...form])
  const row = (group: Group, index: number) => (
    <Row key={`${lookedAt(group[0])} ${index}`} group={group} message={message} addressed={addressed.has(group)} />
  )
  const rows = about.map(row)
  if (resumedAt !== undefined) rows.splice(resumedAt, 0, <Resumed key="resumed" {...{ house, play, message }} />)
  return (
    <>
      {rows.length > 0 && <ol class="looks">{rows}</ol>}
      {form.length > 0 && (
        <details open={rows.length === 0}>
          <summary>
            {say('form')} <span class="brief">✓ {say('formHeld', { n: form.length })}</span>
          </summary>
          <ol class="looks">{form.map(row)}</ol>
        </details>
      )}
    </>
  )
}

/** Of several looks of one kind the first has the address; those that failed stand elsewhere with theirs. */
function firstOf(groups: readonly Group[]): ReadonlySet<Group> {
  const first = new Map<string, Group>()
  for (const group of groups) if (!first.has(lookedAt(group[0]))) first.set(lookedAt(group[0]), group)
  return new Set([...first.values()].filter(([look]) => stateOf(look) !== 'failed'))
}

interface OfRow {
  readonly group: Group
  readonly message: Staged
  readonly addressed: boolean
}

const signs = { held: '✓', failed: '✗', done: '→', note: '·' } as const

function Row({ group, message, addressed }: OfRow) {
  const [look, ...others] = group
  const state = stateOf(look)
  const place = addressed ? { id: `${message.id}/${lookedAt(look)}`, tabIndex: -1 } : {}
  return (
    <li class={`look ${state}`} data-rule={lookedAt(look)} data-state={state} {...place}>
      <span class="sign">
        <span aria-hidden="true">{signs[state]}</span> {say(state)}
        {others.length > 0 && ` ×${others.length + 1}`}
      </span>
      <div>
        <Rule look={look} of={message.id} />
        {state === 'done' && <p class="hint">{say('storedFirst')}</p>}
        <SeenValues seen={state === 'failed' ? seenOfFailed(group) : seenOfHeld(group, message)} />
      </div>
    </li>
  )
}

/** Some looks had to wait for another message, such as the one that brought the keys. */
function Resumed({ house, play, message }: OfMessage) {
  const after = message.resumed?.after
  const awaited = play.messages.find(({ id, alias }) => after !== undefined && (id === after || alias === after))
  if (awaited === undefined) return null
  return (
    <li class="resumed">
      {say('resumed')}{' '}
      <Going house={house} message={awaited}>
        {say('atMessage', { number: awaited.number })}
      </Going>
    </li>
  )
}
