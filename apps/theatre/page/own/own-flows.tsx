/** The flows of one's own client, newest first, and what its last failure was. */
import { useSignal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { type House, stageFlow } from '../house.ts'
import { showStage } from '../lead.ts'
import { clockOf } from '../moments.ts'
import { signs, summarize } from '../play/summary.ts'
import { Explained } from './explained.tsx'
import { type Failure, flowsOf, lastFailure, playOf } from './own.ts'
import './own-flows.css'
import { say } from './own-words.ts'

const MOST_FLOWS = 30

interface OfClient {
  readonly house: House
  readonly clientId: string
}

export function OwnFlows({ house, clientId }: OfClient) {
  const flows = flowsOf(house, clientId)
  return (
    <section aria-labelledby="own-flows">
      <h3 id="own-flows">{say('flows')}</h3>
      {flows.length === 0 ? (
        <p>{say('none', { client: clientId })}</p>
      ) : (
        <LastFailure house={house} clientId={clientId} />
      )}
      <ul class="own-flows">
        {flows.slice(0, MOST_FLOWS).map((flow) => (
          <li key={flow.id}>
            <OwnFlow house={house} flow={flow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OwnFlow({ house, flow }: { readonly house: House; readonly flow: Flow }) {
  const { title, outcome, state } = summarize(playOf(house, flow).messages)
  const began = clockOf(flow.traces[0]?.at ?? 0)
  const show = (): void => {
    stageFlow(house, flow.id)
    showStage()
  }
  return (
    <button
      class={`own-flow ${state}`}
      type="button"
      aria-current={house.play.value?.flow.id === flow.id ? 'true' : undefined}
      onClick={show}
    >
      <span class="own-flow-title">
        {title} <time>{began}</time>
      </span>
      <span class="own-flow-outcome">
        <span aria-hidden="true">{signs[state]} </span>
        {outcome}
      </span>
    </button>
  )
}

/** The failure as it stands there: a run tells besides what nobody recorded, so its messages have other numbers. */
function putOnStage(house: House, failure: Failure): Failure {
  const id = failure.play.messages[failure.index]?.id
  house.chosen.value = failure.flow.id
  const play = house.play.value ?? failure.play
  const index = play.messages.findIndex((one) => one.id === id)
  house.player.playing.value = false
  house.player.to(index)
  return { ...failure, play, index }
}

function LastFailure({ house, clientId }: OfClient) {
  const asked = useSignal(false)
  const found = useSignal<Failure | undefined>(undefined)
  const explain = (): void => {
    const failure = lastFailure(house, clientId)
    asked.value = true
    found.value = failure && putOnStage(house, failure)
  }
  return (
    <>
      <button id="explain-failure" class="button primary" type="button" onClick={explain}>
        {say('explain')}
      </button>
      <div role="status">
        {asked.value && found.value === undefined && <p>{say('nothingFailed', { client: clientId })}</p>}
        {found.value !== undefined && <Explained failure={found.value} />}
      </div>
    </>
  )
}
