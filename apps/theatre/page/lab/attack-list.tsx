/** All attacks, by what the attacker begins with. */
import { attackEntries, attackGroups } from '../../programme/attacks.ts'
import type { House } from '../house.ts'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { lastRun, type OfAttack } from './attack.ts'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

export function AttackList({ house }: { readonly house: House }) {
  return (
    <>
      <RoomTitle>{say('title')}</RoomTitle>
      <p class="lab-lead">{say('lead')}</p>
      {attackGroups.map((group) => (
        <section key={group} aria-labelledby={`attacks-${group}`}>
          <h3 id={`attacks-${group}`}>{say(group)}</h3>
          <ul class="attacks">
            {attackEntries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Item key={entry.id} house={house} entry={entry} />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Item(attack: OfAttack) {
  const { id } = attack.entry
  const both = lastRun(attack, 'sandbox') !== undefined
  const tried = both || lastRun(attack, 'live') !== undefined
  return (
    <li>
      <a href={hrefOf('attacks', id)}>
        {textOf(id).title}
        {tried && <span class="attack-done">✓ {say(both ? 'seenBoth' : 'tried')}</span>}
      </a>
    </li>
  )
}
