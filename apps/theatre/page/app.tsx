/** The house: rooms on the left, the stage in the middle, what the current message says on the right. */
import type { Party } from '@sightglass/trace'
import { Checks } from './checks/checks.tsx'
import { Verdict } from './checks/verdict.tsx'
import { FlowList } from './feeds/flow-list.tsx'
import type { House } from './house.ts'
import { Keep } from './keep/keep.tsx'
import { KeysHelp } from './keys.tsx'
import { Lab } from './lab/lab.tsx'
import { colourOf, laneName } from './lanes.ts'
import { Lessons } from './lessons/lessons.tsx'
import { Inspector } from './message/inspector.tsx'
import { OwnClient } from './own/own-client.tsx'
import { hrefOf, type Room } from './route.ts'
import { Scenes } from './scenes/scenes.tsx'
import { MessageList } from './stage/list.tsx'
import { Stage } from './stage/stage.tsx'
import { Transport } from './stage/transport.tsx'
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
    skip: 'Skip to the stage',
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
    skip: 'Zur Bühne springen',
  },
})

interface OfHouse {
  readonly house: House
}

export function App({ house }: OfHouse) {
  const { room } = house.route.place.value
  return (
    <>
      <a class="skip" href="#stage">
        {say('skip')}
      </a>
      <Head house={house} />
      <div class="house" data-room={room}>
        {house.boot.kept === undefined && (
          <section class="room" aria-label={say(room)}>
            {roomOf(room, house)}
          </section>
        )}
        <section class="floor" id="stage" tabIndex={-1} aria-label={say('stage')}>
          <Keep house={house} />
          <Stage house={house} />
          <MessageList house={house} />
          <Transport house={house} />
        </section>
        <section class="side" aria-label={say('inspector')}>
          <Verdict house={house} />
          <Inspector house={house} />
          <Checks house={house} />
          <Tokens house={house} />
          <Knowledge house={house} />
        </section>
      </div>
      <KeysHelp house={house} />
    </>
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
    </header>
  )
}

/** Which servers tell us what they do. */
function Lights({ house }: OfHouse) {
  const connected = house.feeds.connected.value
  const light = ({ party }: { readonly party: Party }) => {
    const state = connected.has(party) ? 'live' : 'away'
    return (
      <span key={party} class={`light ${state}`} data-feed={party} data-party={colourOf[party]}>
        <span class="unseen">{say(state, { party: laneName(party) })}</span>
      </span>
    )
  }
  return (
    <div class="lights" role="status">
      {house.boot.feeds.map(light)}
    </div>
  )
}
