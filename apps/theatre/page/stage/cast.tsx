/** Who takes part, each at their lane: what stands on the stage before anything is played there. */
import { attackEntryOf } from '../../programme/attacks.ts'
import type { Lane } from '../../programme/run.ts'
import { cardOf } from '../../programme/scenes.ts'
import './cast.css'
import './heads.css'
import { colourOf, laneOrder, shortLaneName } from '../lanes.ts'

const common: readonly Lane[] = ['browser', 'client', 'authorization-server', 'resource-server']

/** Of an attack nobody tells beforehand who will have a part in it. */
function lanesOf(play: string): readonly Lane[] {
  const lanes = attackEntryOf(play) === undefined ? cardOf(play)?.lanes : ['attacker' as const, ...common]
  return laneOrder.filter((lane) => (lanes ?? common).includes(lane))
}

export const Cast = ({ play }: { readonly play: string }) => (
  <div class="cast" aria-hidden="true">
    {lanesOf(play).map((lane) => (
      <span key={lane} class="cast-lane" data-party={colourOf[lane]}>
        <span class="lane-name">{shortLaneName(lane)}</span>
      </span>
    ))}
  </div>
)
