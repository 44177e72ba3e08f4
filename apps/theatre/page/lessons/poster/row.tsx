/** One message of the poster: its arrow, what it is called, what went over the wire, what it carried, what was checked. */
import { failedOf } from '../../play/failures.ts'
import { titleOf } from '../../play/kinds.ts'
import type { Play, Staged } from '../../play/play.ts'
import { wireOf } from '../../stage/score.ts'
import { valuesIn } from '../../values/values.ts'
import { Arrow, at } from './arrow.tsx'
import { say } from './poster-words.ts'
import { Sign } from './sign.tsx'
import { heldIn } from './telling.ts'

interface OfMessage {
  readonly play: Play
  readonly staged: Staged
}

export function MessageRow({ play, staged }: OfMessage) {
  return (
    <tr class="poster-message" data-number={staged.number}>
      <td class="poster-number">{staged.number}</td>
      <td class="poster-lanes">
        {play.lanes.map((lane) => (
          <span key={lane} class="poster-line" style={{ left: `${at(play.lanes, lane)}%` }} />
        ))}
        <Arrow lanes={play.lanes} staged={staged} />
      </td>
      <td>
        <strong>{titleOf(staged, play)}</strong> <code class="poster-wire">{wireOf(staged)}</code>
        <Carried play={play} staged={staged} />
        <Checked staged={staged} />
      </td>
    </tr>
  )
}

/** Each value once, however often it stands there. */
function Carried({ play, staged }: OfMessage) {
  const seen = new Map(valuesIn(play, staged).map((value) => [`${value.id} ${value.as}`, value]))
  if (seen.size === 0) return null
  return (
    <p class="poster-values">
      {[...seen].map(([key, value]) => (
        <Sign key={key} value={value} hollow={value.as === 'hash'} />
      ))}
    </p>
  )
}

function Checked({ staged }: { readonly staged: Staged }) {
  const { count, named, others } = heldIn(staged.looks)
  const key = named.length === 0 ? 'heldAll' : others === 0 ? 'held' : 'heldMore'
  return (
    <>
      {count > 0 && <p class="poster-held">✓ {say(key, { count, rules: named.join(', '), others })}</p>}
      {failedOf(staged).map(({ rule, must, expected, received }) => (
        <p key={rule} class="poster-failed">
          ✗ {say('failed')} {must} ({rule}
          {expected !== undefined && `; ${say('expected', { value: expected })}`}
          {received !== undefined && `; ${say('received', { value: received })}`})
        </p>
      ))}
    </>
  )
}
