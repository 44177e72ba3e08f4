/** All attacks, by what the attacker begins with. */
import { type AttackEntry, attackEntries, attackGroups } from '../../programme/attacks.ts'
import { hrefOf } from '../route.ts'
import { lastRun } from './last-runs.ts'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

export function AttackList() {
  return (
    <>
      <h2>{say('title')}</h2>
      <p class="lab-lead">{say('lead')}</p>
      {attackGroups.map((group) => (
        <section key={group} aria-labelledby={`attacks-${group}`}>
          <h3 id={`attacks-${group}`}>{say(group)}</h3>
          <ul class="attacks">
            {attackEntries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Item key={entry.id} entry={entry} />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Item({ entry: { id } }: { readonly entry: AttackEntry }) {
  const both = lastRun(id, 'sandbox') !== undefined
  const tried = both || lastRun(id, 'live') !== undefined
  return (
    <li>
      <a href={hrefOf('attacks', id)}>
        {textOf(id).title}
        {tried && <span class="attack-done">✓ {say(both ? 'seenBoth' : 'tried')}</span>}
      </a>
    </li>
  )
}
