/** What stands above a run in the place of what a flow would say of itself. */
import { headlineOf as ofAttack } from './lab/on-stage.ts'
import type { Play } from './play/play.ts'
import { type Summary, summarize } from './play/summary.ts'
import { headlineOf as ofScene } from './scenes/on-stage.ts'

/** Of a scene its title, of an attack also how it ended; `undefined` of any other play. */
export const headlineOf = (play: Play): (Pick<Summary, 'title'> & Partial<Summary>) | undefined =>
  ofScene(play) ?? ofAttack(play)

/** What a play is called and how it ended, as the stage says it. */
export const titledSummary = (play: Play): Summary => ({ ...summarize(play.messages), ...headlineOf(play) })
