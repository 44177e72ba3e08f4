/** Which servers tell us what they do: a light for each. */
import { signal } from '@preact/signals'
import type { Party } from '@sightglass/trace'
import type { House } from './house.ts'
import { colourOf, laneName, shortLaneName } from './lanes.ts'
import { isNarrow } from './lead.ts'
import './lights.css'
import { defineWords } from './words.ts'

const say = defineWords({
  en: { live: '{party}: live', away: '{party}: not connected', servers: 'Connected servers' },
  de: { live: '{party}: live', away: '{party}: nicht verbunden', servers: 'Verbundene Server' },
})

/** Where there is little room their names are shown to whoever asks, and whenever one is away. */
export function Lights({ house }: { readonly house: House }) {
  const connected = house.feeds.connected.value
  const all = house.boot.feeds.map(({ party }) => ({ party, state: connected.has(party) ? 'live' : 'away' }) as const)
  if (all.length === 0) return null
  const lights = all.map((light) => <Light key={light.party} {...light} />)
  return (
    <>
      <div class="unseen" role="status">
        {all.map(({ party, state }) => say(state, { party: laneName(party) })).join(', ')}
      </div>
      {!isNarrow.value ? (
        <div class="lights">{lights}</div>
      ) : (
        <button
          type="button"
          class="lights"
          aria-expanded={areNamed.value}
          onClick={() => {
            areNamed.value = !areNamed.value
          }}
        >
          <span class="unseen">{say('servers')} </span>
          {lights}
        </button>
      )}
    </>
  )
}

const areNamed = signal(false)

interface OfLight {
  readonly party: Party
  readonly state: 'live' | 'away'
}

const Light = ({ party, state }: OfLight) => (
  <span
    class={`light ${state}`}
    data-feed={party}
    data-party={colourOf[party]}
    title={say(state, { party: laneName(party) })}
  >
    <span class="light-name">
      {state === 'live' ? shortLaneName(party) : say('away', { party: shortLaneName(party) })}
    </span>
  </span>
)
