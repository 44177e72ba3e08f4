/** What the stage says of a scene: its name. How it ended is told as of any other flow. */
import { cardOf } from '../../programme/scenes.ts'
import type { Play } from '../play/play.ts'
import { spoken } from '../words.ts'
import { sceneTexts } from './words/index.ts'

/** Of a scene: what stands above the stage in the place of what a flow would say of itself. */
export function headlineOf({ run }: Pick<Play, 'run'>): { readonly title: string } | undefined {
  const card = cardOf(run?.play)
  return card && { title: sceneTexts[card.id][spoken()].title }
}
