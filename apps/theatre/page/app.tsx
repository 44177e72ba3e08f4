/** The house: rooms on the left, the stage in the middle, what the current message says on the right. */
import { signal } from '@preact/signals'
import type { Party } from '@sightglass/trace'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Checks } from './checks/checks.tsx'
import { Verdict } from './checks/verdict.tsx'
import { lost } from './feeds/address.ts'
import { FlowList } from './feeds/flow-list.tsx'
import { News } from './feeds/news.tsx'
import { isShut, SignIn } from './feeds/sign-in.tsx'
import type { House } from './house.ts'
import { Keep } from './keep/keep.tsx'
import { KeysHelp } from './keys.tsx'
import { Lab } from './lab/lab.tsx'
import { colourOf, laneName, shortLaneName } from './lanes.ts'
import { isNarrow, unfolded } from './lead.ts'
import { Lessons } from './lessons/lessons.tsx'
import { Inspector } from './message/inspector.tsx'
import { useOpening } from './opening.ts'
import { OwnClient } from './own/own-client.tsx'
import { hrefOf, type Room } from './route.ts'
import { Scenes } from './scenes/scenes.tsx'
import { MessageList } from './stage/list.tsx'
import { Stage } from './stage/stage.tsx'
import { StageHead } from './stage/stage-head.tsx'
import { Transport } from './stage/transport.tsx'
import { lostInWords, Welcome } from './stage/welcome.tsx'
import { Standing } from './standing.tsx'
import { Tokens } from './tokens/tokens.tsx'
import { Knowledge } from './values/knowledge.tsx'
import { defineWords } from './words.ts'

const say = defineWords({
  en: {
    title: 'Theatre',
    flows: 'Live',
    scenes: 'Scenes',
    attacks: 'Attacks',
    lessons: 'Lessons',
    client: 'Your client',
    rooms: 'Rooms',
    stage: 'Stage',
    inspector: 'This message',
    live: '{party}: live',
    away: '{party}: not connected',
    servers: 'Connected servers',
    skip: 'Skip to the stage',
    recorded: 'Recorded flows',
  },
  de: {
    title: 'Theater',
    flows: 'Live',
    scenes: 'Szenen',
    attacks: 'Angriffe',
    lessons: 'Lektionen',
    client: 'Ihr Client',
    rooms: 'Räume',
    stage: 'Bühne',
    inspector: 'Diese Nachricht',
    live: '{party}: live',
    away: '{party}: nicht verbunden',
    servers: 'Verbundene Server',
    skip: 'Zur Bühne springen',
    recorded: 'Aufgezeichnete Abläufe',
  },
})

interface OfHouse {
  readonly house: House
}

export function App({ house }: OfHouse) {
  const { room } = house.route.place.value
  return (
    <>
      <button type="button" class="skip" onClick={toStage}>
        {say('skip')}
      </button>
      <Head house={house} />
      {house.boot.guarded && <SignIn house={house} />}
      {!isShut(house) && (
        <main class="house" data-room={room}>
          {house.boot.kept === undefined && <RoomBeside house={house} room={room} />}
          <Floor house={house} />
          <Side house={house} />
        </main>
      )}
    </>
  )
}

/** No link: the address is for messages. */
const toStage = (): void => document.getElementById('stage')?.focus()

/** In one column the recorded flows are folded: they stand above the stage, and there may be many. */
function RoomBeside({ house, room }: OfHouse & { readonly room: Room }) {
  const isOpen = room !== 'flows' || !isNarrow.value || unfolded.value
  useOpening(house.route.place.value)
  return (
    <section class="room" aria-label={say(room)}>
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (room === 'flows' && isNarrow.value) unfolded.value = currentTarget.open
        }}
      >
        <summary>{say(room === 'flows' ? 'recorded' : room)}</summary>
        <div class="room-body">
          <Standing key={room}>{roomOf(room, house)}</Standing>
        </div>
      </details>
    </section>
  )
}

function Floor({ house }: OfHouse) {
  const play = house.play.value
  const keep = (
    <Standing>
      <Keep house={house} />
    </Standing>
  )
  return (
    <section class="floor" id="stage" tabIndex={-1} aria-label={say('stage')}>
      {lost.value !== undefined && (
        <p class="alert warning" role="status">
          {lostInWords()}
        </p>
      )}
      {play === undefined ? (
        <>
          {keep}
          <Welcome house={house} />
        </>
      ) : (
        <>
          <StageHead play={play}>{keep}</StageHead>
          {[News, Verdict, Stage, MessageList, Transport].map((Part, place) => (
            <Standing key={place}>
              <Part house={house} />
            </Standing>
          ))}
        </>
      )}
    </section>
  )
}

function Side({ house }: OfHouse) {
  const side = useRef<HTMLElement>(null)
  const messageId = house.player.message.value?.id
  // Before what somebody asked for gets the focus. Whoever works in here keeps the place.
  useLayoutEffect(() => {
    const { current } = side
    if (messageId !== undefined && current !== null && !current.contains(document.activeElement)) current.scrollTop = 0
  }, [messageId])
  if (house.play.value === undefined) return null
  return (
    <section class="side" ref={side} aria-label={say('inspector')}>
      {[Inspector, Checks, Tokens, Knowledge].map((Part, place) => (
        <Standing key={place}>
          <Part house={house} />
        </Standing>
      ))}
    </section>
  )
}

function roomOf(room: Room, house: House) {
  switch (room) {
    case 'scenes':
      return <Scenes house={house} />
    case 'attacks':
      return <Lab house={house} />
    case 'lessons':
      return <Lessons house={house} />
    case 'client':
      return <OwnClient house={house} />
    case 'flows':
      return <FlowList house={house} />
  }
}

/** Of an exported flow there is nothing but the flow. */
const roomsIn = ({ boot }: House): readonly Room[] =>
  boot.kept === undefined
    ? boot.backstage === undefined
      ? ['flows', 'client']
      : ['flows', 'scenes', 'attacks', 'lessons', 'client']
    : []

function Head({ house }: OfHouse) {
  const { room } = house.route.place.value
  return (
    <header class="head">
      <h1>
        Sightglass <span class="head-title">{say('title')}</span>
      </h1>
      <nav class="rooms" aria-label={say('rooms')}>
        {roomsIn(house).map((one) => (
          <a key={one} href={hrefOf(one)} aria-current={one === room ? 'page' : undefined}>
            {say(one)}
          </a>
        ))}
      </nav>
      <Lights house={house} />
      <KeysHelp house={house} />
    </header>
  )
}

/** Which servers tell us what they do. Where there is little room their names are shown to whoever asks, and whenever one is away. */
function Lights({ house }: OfHouse) {
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
