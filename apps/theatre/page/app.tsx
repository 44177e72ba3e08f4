/** The house: rooms on the left, the stage in the middle, what the current message says on the right. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import './app.css'
import { Checks } from './checks/checks.tsx'
import { Verdict } from './checks/verdict.tsx'
import { lost } from './feeds/address.ts'
import { FlowList } from './feeds/flow-list.tsx'
import { News } from './feeds/news.tsx'
import { isShut, SignIn } from './feeds/sign-in.tsx'
import { Head, roomName } from './head.tsx'
import type { House } from './house.ts'
import { isListAt } from './items.ts'
import { Keep } from './keep/keep.tsx'
import { Lab } from './lab/lab.tsx'
import { isNarrow, unfolded } from './lead.ts'
import { Lessons } from './lessons/lessons.tsx'
import { Inspector } from './message/inspector.tsx'
import { useOpening } from './opening.ts'
import { OwnClient } from './own/own-client.tsx'
import type { Room } from './route.ts'
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
  en: { stage: 'Stage', inspector: 'This message', skip: 'Skip to the stage', recorded: 'Recorded flows' },
  de: { stage: 'Bühne', inspector: 'Diese Nachricht', skip: 'Zur Bühne springen', recorded: 'Aufgezeichnete Abläufe' },
})

interface OfHouse {
  readonly house: House
}

export function App({ house }: OfHouse) {
  const place = house.route.place.value
  const { room } = place
  const isList = isListAt(place)
  return (
    <>
      {!isList && (
        <button type="button" class="skip" onClick={toStage}>
          {say('skip')}
        </button>
      )}
      <Head house={house} />
      {house.boot.guarded && <SignIn house={house} />}
      {!isShut(house) && (
        <main
          class="house"
          data-shows={isList ? 'list' : undefined}
          data-room={room}
          aria-busy={!house.feeds.caughtUp.value}
        >
          {house.boot.kept === undefined && <RoomBeside house={house} room={room} />}
          {!isList && <Floor house={house} />}
          {!isList && <Side house={house} />}
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
    <section class="room" aria-label={roomName(room)}>
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (room === 'flows' && isNarrow.value) unfolded.value = currentTarget.open
        }}
      >
        <summary>{room === 'flows' ? say('recorded') : roomName(room)}</summary>
        <Standing key={room}>{roomOf(room, house)}</Standing>
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
          <StageHead house={house} play={play}>
            {keep}
          </StageHead>
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
