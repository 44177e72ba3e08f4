/** The recorded flows: what each was, whose, when, and how it ended. */
import { useSignal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { isoTime } from '@sightglass/trace/times'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { followLive, type House, isFollowing } from '../house.ts'
import { showStage } from '../lead.ts'
import '../live-light.css'
import { clockOf } from '../moments.ts'
import { clientsInWords, clientsOf } from '../play/clients.ts'
import { signs } from '../play/summary.ts'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { defineWords } from '../words.ts'
import { useAnchor } from './anchor.ts'
import { filter, SEARCH_ID, shownFlows } from './browse.ts'
import { entryOf, stageEntry } from './of-runs.ts'
import { checkIn, everything, isNarrow } from './search.ts'
import { UnderWay } from './under-way.tsx'
import './flow-list.css'

const say = defineWords({
  en: {
    title: 'Recorded flows',
    search: 'Search',
    hint: 'check, person (sub), trace id …',
    finds:
      'Finds any recorded word: a parameter or its value, the id of a check (pkce.verifierMatches: where it failed comes first), the sub in an ID token (names are never recorded), a trace id or a link to one.',
    checkFailed: 'failed here',
    checkHeld: 'held here',
    client: 'Client',
    every: 'All clients',
    failures: 'Only failures',
    follow: 'Go along with what happens',
    messages: '{n} messages',
    oneMessage: '1 message',
    failed: '{n} failed',
    unknown: 'unknown client',
    noMatch: 'No flow matches.',
    clear: 'Clear the filters',
    empty: 'Nothing was recorded yet.',
    what: 'When somebody signs in, calls the API or is refused, the flow appears here within a moment.',
    connecting: 'Asking the servers for what they recorded …',
    scene: 'Play a scene',
    start: 'Start a login of your own',
  },
  de: {
    title: 'Aufgezeichnete Abläufe',
    search: 'Suchen',
    hint: 'Prüfung, sub, Trace …',
    finds:
      'Findet jedes aufgezeichnete Wort: einen Parameter oder Wert, die Kennung einer Prüfung (pkce.verifierMatches: zuerst die Abläufe, in denen sie gescheitert ist), das sub in einem ID-Token (Namen werden nie aufgezeichnet), eine Trace-Kennung oder einen Link darauf.',
    checkFailed: 'hier gescheitert',
    checkHeld: 'hier bestanden',
    client: 'Client',
    every: 'Alle Clients',
    failures: 'Nur Fehlschläge',
    follow: 'Mitgehen mit dem, was geschieht',
    messages: '{n} Nachrichten',
    oneMessage: '1 Nachricht',
    failed: '{n} gescheitert',
    unknown: 'unbekannter Client',
    noMatch: 'Kein Ablauf passt.',
    clear: 'Filter aufheben',
    empty: 'Noch wurde nichts aufgezeichnet.',
    what: 'Sobald sich jemand anmeldet, die API aufruft oder abgelehnt wird, erscheint der Ablauf hier.',
    connecting: 'Die Server werden gefragt, was sie aufgezeichnet haben …',
    scene: 'Eine Szene spielen',
    start: 'Selbst eine Anmeldung beginnen',
  },
})

interface OfHouse {
  readonly house: House
}

export function FlowList({ house }: OfHouse) {
  const all = house.feeds.flows.value
  return (
    <div class="flow-list">
      <RoomTitle>{say('title')}</RoomTitle>
      {all.length === 0 ? <Empty house={house} /> : <Filters flows={all} />}
      <UnderWay house={house} />
      {all.length > 0 && <Follow house={house} />}
      {all.length > 0 && <Start house={house} />}
      {all.length > 0 && <Flows house={house} />}
    </div>
  )
}

/** The way from here: a scene, or a login of one's own. */
function Empty({ house: { boot, feeds } }: OfHouse) {
  if (feeds.connected.value.size === 0) return <p class="hint">{say('connecting')}</p>
  return (
    <div class="flow-empty">
      <p>{say('empty')}</p>
      <p class="hint">{say('what')}</p>
      {boot.backstage !== undefined && (
        <a class="button primary" href={hrefOf('scenes')}>
          {say('scene')}
        </a>
      )}
      <Start house={{ boot }} />
    </div>
  )
}

const Start = ({ house: { boot } }: { readonly house: Pick<House, 'boot'> }) =>
  boot.start === undefined ? null : (
    <a class="button quiet" href={boot.start} target="_blank" rel="noopener">
      {say('start')}
    </a>
  )

function Filters({ flows }: { readonly flows: readonly Flow[] }) {
  const { client, failures, text } = filter.value
  const clients = [...new Set(flows.flatMap(clientsOf))].toSorted()
  return (
    <search class="flow-filters">
      <label class="unseen" for={SEARCH_ID}>
        {say('search')}
      </label>
      <input
        id={SEARCH_ID}
        type="search"
        value={text}
        placeholder={say('hint')}
        title={say('finds')}
        aria-description={say('finds')}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => {
          filter.value = { ...filter.value, text: currentTarget.value }
        }}
      />
      <div class="flow-filters-row">
        <select
          aria-label={say('client')}
          value={client}
          onChange={({ currentTarget }) => {
            filter.value = { ...filter.value, client: currentTarget.value }
          }}
        >
          <option value="">{say('every')}</option>
          {clients.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
        <label class="choice">
          <input
            type="checkbox"
            checked={failures}
            onChange={({ currentTarget }) => {
              filter.value = { ...filter.value, failures: currentTarget.checked }
            }}
          />
          {say('failures')}
        </label>
      </div>
    </search>
  )
}

const Follow = ({ house }: OfHouse) => (
  <button type="button" class="follow" aria-pressed={isFollowing(house)} onClick={() => followLive(house)}>
    <span class="live-light" aria-hidden="true" />
    {say('follow')}
  </button>
)

/** The height of an entry in pixels: entries out of sight are not drawn. */
const ENTRY = 104
const MARGIN = 6

function Flows({ house }: OfHouse) {
  const flows = shownFlows(house).value
  const list = useRef<HTMLOListElement>(null)
  const sight = useSignal({ first: 0, end: 30 })
  useAnchor(list, flows, ENTRY)
  useLayoutEffect(() => {
    const { current } = list
    const scroller = current?.closest('.room')
    if (current === null || !(scroller instanceof HTMLElement)) return
    const look = (): void => {
      const frame = scroller.getBoundingClientRect()
      const above = Math.max(frame.top, 0) - current.getBoundingClientRect().top
      const first = Math.max(0, Math.floor(above / ENTRY) - MARGIN)
      const end = Math.ceil((above + innerHeight) / ENTRY) + MARGIN
      const before = sight.peek()
      if (before.first !== first || before.end !== end) sight.value = { first, end }
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(scroller)
    // Whichever of them scrolls, it passes here on its way down.
    addEventListener('scroll', look, { passive: true, capture: true })
    return () => {
      observer.disconnect()
      removeEventListener('scroll', look, { capture: true })
    }
  }, [sight])
  if (flows.length === 0) return <NoMatch />
  const { first, end } = sight.value
  const onStage = new Set(house.play.value?.flow.traces.map(({ id }) => id))
  return (
    <ol class="flows" ref={list} style={{ height: `${flows.length * ENTRY}px` }}>
      {flows.slice(first, end).map((flow, index) => (
        <li
          key={flow.id}
          style={{ top: `${(first + index) * ENTRY}px` }}
          aria-setsize={flows.length}
          aria-posinset={first + index + 1}
        >
          <Entry flow={flow} house={house} isOnStage={flow.traces.some(({ id }) => onStage.has(id))} />
        </li>
      ))}
    </ol>
  )
}

interface EntryProps extends OfHouse {
  readonly flow: Flow
  readonly isOnStage: boolean
}

function Entry({ flow, house, isOnStage }: EntryProps) {
  const { title, outcome, state, messages, failures, flow: all } = entryOf(house, flow)
  const went = checkIn(filter.value.text, flow)
  return (
    <button
      type="button"
      class="flow"
      data-flow={flow.id}
      aria-current={isOnStage ? 'true' : undefined}
      onClick={() => {
        stageEntry(house, flow)
        showStage()
      }}
    >
      <span class="flow-title">
        <strong>{title}</strong> <code title={clientsInWords(all)}>{clientsInWords(all) || say('unknown')}</code>
      </span>
      <span class={`flow-outcome ${state}`}>
        <span aria-hidden="true">{signs[state]} </span>
        {outcome}
      </span>
      <span class="flow-when">
        <time dateTime={isoTime(startOf(all))}>{clockOf(startOf(all))}</time>
        {` · ${went === undefined ? countInWords(messages) : say(went === 'failed' ? 'checkFailed' : 'checkHeld')}`}
        {failures > 0 && <span class="flow-failures"> · ✗ {say('failed', { n: failures })}</span>}
      </span>
    </button>
  )
}

const countInWords = (messages: number): string =>
  messages === 1 ? say('oneMessage') : say('messages', { n: messages })

const startOf = (flow: Flow): number => flow.traces[0]?.at ?? 0

const NoMatch = () => (
  <div class="flow-empty">
    <p>{say('noMatch')}</p>
    {isNarrow(filter.value) && (
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          filter.value = everything
        }}
      >
        {say('clear')}
      </button>
    )}
  </div>
)
