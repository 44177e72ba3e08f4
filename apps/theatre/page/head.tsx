/** Above the house: its name, the ways to its rooms, and which servers it hears. */
import { useRef } from 'preact/hooks'
import './head.css'
import type { House } from './house.ts'
import { itemAt } from './items.ts'
import { KeysHelp } from './keys.tsx'
import { Lights } from './lights.tsx'
import { hrefOf, type Room } from './route.ts'
import { defineWords } from './words.ts'

const say = defineWords({
  en: {
    title: 'Theatre',
    rooms: 'Rooms',
    flows: 'Live',
    scenes: 'Scenes',
    attacks: 'Attacks',
    lessons: 'Lessons',
    client: 'Your client',
  },
  de: {
    title: 'Theater',
    rooms: 'Räume',
    flows: 'Live',
    scenes: 'Szenen',
    attacks: 'Angriffe',
    lessons: 'Lektionen',
    client: 'Ihr Client',
  },
})

export const roomName = (room: Room): string => say(room)

/** What the whole of it is called. */
export const houseName = (): string => `${say('title')} · Sightglass`

export function Head({ house }: { readonly house: House }) {
  const { room } = house.route.place.value
  return (
    <header class="head">
      <h1>
        Sightglass <span class="head-title">{say('title')}</span>
      </h1>
      <nav class="rooms" aria-label={say('rooms')}>
        {roomsIn(house).map((one) => (
          <a key={one} href={hrefOf(one)} aria-current={one === room ? 'page' : undefined}>
            {roomName(one)}
          </a>
        ))}
      </nav>
      <Lights house={house} />
      <KeysHelp house={house} />
      <Entered house={house} />
    </header>
  )
}

/** Tells ears which room was entered. A scene, an attack or a chapter has its title in focus instead. */
function Entered({ house }: { readonly house: House }) {
  const { value: place } = house.route.place
  const first = useRef(place)
  const isNew = place !== first.current && itemAt(place) === undefined
  return (
    <p class="unseen" role="status" data-entered="">
      {isNew ? roomName(place.room) : ''}
    </p>
  )
}

/** Of an exported flow there is nothing but the flow. */
const roomsIn = ({ boot }: House): readonly Room[] =>
  boot.kept === undefined
    ? boot.backstage === undefined
      ? ['flows', 'client']
      : ['flows', 'scenes', 'attacks', 'lessons', 'client']
    : []
