/** What is on stage: what it is, whose, how it ended; how to look at it; and what the lines mean. */
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { headlineOf } from '../headline.ts'
import type { House } from '../house.ts'
import { clientsInShort, clientsInWords } from '../play/clients.ts'
import type { Play } from '../play/play.ts'
import { signs, summarize } from '../play/summary.ts'
import { isTold } from '../runs/told.ts'
import { defineWords } from '../words.ts'
import { Legend } from './legend.tsx'
import './stage-head.css'
import { TraceId } from './trace-id.tsx'
import { type View, view } from './view.ts'

const say = defineWords({
  en: { as: 'Show as', stage: 'Drawing', list: 'List', more: 'More', ahead: 'How it ends, the stage is still to show' },
  de: {
    as: 'Zeigen als',
    stage: 'Zeichnung',
    list: 'Liste',
    more: 'Mehr',
    ahead: 'Wie es endet, zeigt die Bühne noch',
  },
})

interface StageHeadProps {
  readonly house: House
  readonly play: Play
  /** What else can be done with it. */
  readonly children: ComponentChildren
}

export function StageHead({ house, play, children }: StageHeadProps) {
  const opened = house.route.place.value.message
  const summary = useMemo(() => summarize(play.messages, opened), [play, opened])
  const isAhead = play.run !== undefined && !isTold(house, play.run)
  const ahead = isAhead ? ({ outcome: say('ahead'), state: 'open' } as const) : undefined
  const { title, outcome, state } = { ...summary, ...headlineOf(play), ...ahead }
  const clients = clientsInWords(play.flow)
  const traceId = play.flow.traces[0]?.id
  return (
    <div class="stage-head">
      <h2 class="stage-title">
        {title} {clients !== '' && <code title={clients}>{clientsInShort(play.flow)}</code>}
      </h2>
      <p class={`outcome ${state}`}>
        <span aria-hidden="true">{signs[state]} </span>
        {outcome}
      </p>
      {traceId !== undefined && <TraceId key={traceId} id={traceId} />}
      <div class={`stage-tools${isUnfolded.value ? ' unfolded' : ''}`}>
        <Legend />
        <fieldset class="views">
          <legend class="unseen">{say('as')}</legend>
          {(['stage', 'list'] as const).map(choiceOf)}
        </fieldset>
        <More />
        {children}
      </div>
    </div>
  )
}

/** On a phone what else can be done waits until it is asked for. */
const isUnfolded = signal(false)

const More = () => (
  <button
    type="button"
    class="stage-more"
    aria-expanded={isUnfolded.value}
    onClick={() => {
      isUnfolded.value = !isUnfolded.value
    }}
  >
    {say('more')}
  </button>
)

const choiceOf = (one: View) => (
  <button
    key={one}
    class="view"
    type="button"
    aria-pressed={view.value === one}
    onClick={() => {
      view.value = one
    }}
  >
    {say(one)}
  </button>
)
