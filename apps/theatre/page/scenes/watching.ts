/** Where in a play the messages are that a scene tells to watch for. */
import type { Watched } from '../../programme/scenes.ts'
import { kindOf } from '../play/kinds.ts'
import type { Play } from '../play/play.ts'

/** The index of its message; `undefined` where it has none, or not yet. */
export function placeOf(play: Play, { kind, nth = 0 }: Watched): number | undefined {
  const places = play.messages.flatMap((message, index) => (kindOf(message) === kind ? [index] : []))
  return places.at(nth)
}
