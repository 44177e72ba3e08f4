/** The room of the attacks: the list of them, or one of them. */
import { attackEntryOf } from '../../programme/attacks.ts'
import type { House } from '../house.ts'
import { AttackList } from './attack-list.tsx'
import { AttackView } from './attack-view.tsx'
import './lab.css'

export function Lab({ house }: { readonly house: House }) {
  const entry = attackEntryOf(house.route.place.value.item)
  return (
    <div class="lab">
      {entry === undefined ? <AttackList house={house} /> : <AttackView key={entry.id} house={house} entry={entry} />}
    </div>
  )
}
