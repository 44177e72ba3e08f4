/** What an address names inside of a room: a scene, an attack, or a chapter of the lessons. */
import { attackEntryOf } from '../programme/attacks.ts'
import { cardOf } from '../programme/scenes.ts'
import { textOf } from './lab/words/index.ts'
import { chapters } from './lessons/chapters/index.ts'
import { hasList, type Place } from './route.ts'
import { sceneTexts } from './scenes/words/index.ts'
import { spoken } from './words.ts'

interface Item {
  /** The scene or attack that is run there. */
  readonly play: string
  readonly title: string
}

/** `undefined` where the address names none, or none that there is. */
export function itemAt({ room, item }: Place): Item | undefined {
  if (room === 'lessons') {
    const chapter = chapters.find(({ id }) => id === item)
    return chapter && { play: chapter.play, title: chapter.words[spoken()].title.replaceAll(/[`*]/g, '') }
  }
  if (room === 'attacks') {
    const entry = attackEntryOf(item)
    return entry && { play: entry.id, title: textOf(entry.id).title }
  }
  const card = room === 'scenes' ? cardOf(item) : undefined
  return card && { play: card.id, title: sceneTexts[card.id][spoken()].title }
}

/** Whether there is nothing but a list to choose from: it needs no stage. */
export const isListAt = (place: Place): boolean => hasList(place.room) && itemAt(place) === undefined
