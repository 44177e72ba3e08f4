/** The words of asides: what no party saw is told by the scene or the attack that it belongs to. */
import { asideOfAttack } from './asides-of-attacks.ts'
import { asideOfScene } from './asides-of-scenes.ts'
import type { Play } from './play.ts'

/** What happens in an aside, in a few words; its key where nobody knows them. */
export const asideWords = ({ run }: Pick<Play, 'run'>, key: string): string =>
  asideOfAttack(run?.play, key) ?? asideOfScene(key) ?? key
