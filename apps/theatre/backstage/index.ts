/** What can be run, found by its id, and run where it was asked for. */
import type { RunResult, Wanted } from '../programme/run.ts'
import { runInSandbox } from '../sandbox/index.ts'
import type { Places } from './actor.ts'
import { attackOf } from './attacks/index.ts'
import { runAttack, runScene } from './run.ts'
import { scenes } from './scenes/index.ts'

/** What runs what was asked for; `undefined` where there is no such play, or not there: a scene needs no sandbox. */
export function runnerOf({ play, where }: Wanted): ((places: Places) => Promise<RunResult>) | undefined {
  const attack = attackOf(play)
  if (attack !== undefined)
    return (places) => (where === 'sandbox' ? runInSandbox(attack) : runAttack(attack, { places, where }))
  const scene = scenes.find(({ id }) => id === play)
  return scene === undefined || where === 'sandbox' ? undefined : (places) => runScene(scene, { places })
}
