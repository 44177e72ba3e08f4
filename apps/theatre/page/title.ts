/** The name of the document: windows, tabs and histories tell by it where in the theatre somebody is. */
import { effect } from '@preact/signals'
import { summaryOf } from './feeds/search.ts'
import { houseName, roomName } from './head.tsx'
import { headlineOf } from './headline.ts'
import type { House } from './house.ts'
import { itemAt } from './items.ts'

/** Called once, when the house is open. An exported flow has a name of its own. */
export function nameDocument(house: House): void {
  if (house.boot.kept !== undefined) return
  effect(() => {
    const { value: place } = house.route.place
    const name = itemAt(place)?.title ?? (place.room === 'flows' ? nameOfChosen(house) : undefined)
    document.title = [...(name === undefined ? [] : [name]), roomName(place.room), houseName()].join(' · ')
  })
}

/** What happens now comes and goes: it names nothing. */
function nameOfChosen({ chosen, play }: House): string | undefined {
  if (chosen.value === undefined || play.value === undefined) return undefined
  return (headlineOf(play.value) ?? summaryOf(play.value.flow)).title
}
