/** What waits for its answer and is part of no flow yet; and what the servers did not record. */
import type { Arrival } from '@sightglass/trace'
import { requestLine } from '@sightglass/trace/line'
import type { House } from '../house.ts'
import { colourOf, laneName } from '../lanes.ts'
import { defineWords, spoken } from '../words.ts'
import './under-way.css'

const say = defineWords({
  en: {
    underWay: 'Under way',
    to: 'to {lane}',
    passedOver: '{n} messages were not recorded: there were too many at once.',
    onePassedOver: '1 message was not recorded: there were too many at once.',
  },
  de: {
    underWay: 'Unterwegs',
    to: 'an {lane}',
    passedOver: '{n} Nachrichten wurden nicht aufgezeichnet: Es waren zu viele auf einmal.',
    onePassedOver: '1 Nachricht wurde nicht aufgezeichnet: Es waren zu viele auf einmal.',
  },
})

/** The newest of them; more could not be read while they change. */
const MOST = 5

export function UnderWay({ house: { feeds } }: { readonly house: House }) {
  const loose = feeds.loose.value
  const passed = feeds.passedOver.value
  return (
    <>
      {loose.length > 0 && (
        <section class="unanswered">
          <h3>{say('underWay')}</h3>
          <ul>{loose.slice(-MOST).map(entryOf)}</ul>
        </section>
      )}
      {passed > 0 && (
        <p class="passed-over">
          {passed === 1 ? say('onePassedOver') : say('passedOver', { n: passed.toLocaleString(spoken()) })}
        </p>
      )}
    </>
  )
}

const entryOf = ({ id, party, received }: Arrival) => (
  <li key={id} data-party={colourOf[party]}>
    <code>{requestLine(received)}</code> <span class="hint">{say('to', { lane: laneName(party) })}</span>
  </li>
)
