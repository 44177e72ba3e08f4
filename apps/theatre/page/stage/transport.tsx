/** Going through a play: by steps, by itself, or along with what happens. */
import { followLive, type House, isFollowing } from '../house.ts'
import { showStage } from '../lead.ts'
import { failureFrom, isFailure, isSetback } from '../play/failures.ts'
import { titleOf } from '../play/kinds.ts'
import type { Play } from '../play/play.ts'
import { speeds } from '../play/player.ts'
import { defineWords } from '../words.ts'
import { Icon, type IconName } from './icons.tsx'
import './transport.css'
import { WayBack } from './way-back.tsx'

const say = defineWords({
  en: {
    transport: 'Transport',
    first: 'First message',
    previous: 'Previous message',
    play: 'Play',
    pause: 'Pause',
    next: 'Next message',
    last: 'Last message',
    failure: 'Next failure',
    scrub: 'Message',
    position: '{n} of {all}',
    at: '{n} of {all}: {title}',
    atFailure: '{n} of {all}: {title}, failed',
    before: 'Before the first of {all}',
    speed: 'Speed',
    live: 'Live',
  },
  de: {
    transport: 'Steuerung',
    first: 'Erste Nachricht',
    previous: 'Vorige Nachricht',
    play: 'Abspielen',
    pause: 'Anhalten',
    next: 'Nächste Nachricht',
    last: 'Letzte Nachricht',
    failure: 'Nächster Fehlschlag',
    scrub: 'Nachricht',
    position: '{n} von {all}',
    at: '{n} von {all}: {title}',
    atFailure: '{n} von {all}: {title}, gescheitert',
    before: 'Vor der ersten von {all}',
    speed: 'Tempo',
    live: 'Live',
  },
})

/** To the next failure, or the one before; after the last one it begins again. */
export function toFailure({ play, player }: House, by: 1 | -1): void {
  const messages = play.value?.messages ?? []
  const again = by === 1 ? -1 : messages.length
  const found = failureFrom(messages, player.index.value, by) ?? failureFrom(messages, again, by)
  if (found !== undefined) player.step(found - player.index.value)
}

export function Transport({ house }: { readonly house: House }) {
  const play = house.play.value
  if (play === undefined) return null
  const { player } = house
  const [index, all] = [player.index.value, play.messages.length]
  const isPlaying = player.playing.value
  return (
    <section class="transport" aria-label={say('transport')}>
      <div class="transport-track">
        <Scrub house={house} play={play} />
        <WayBack house={house} />
      </div>
      <div class="transport-row">
        <div class="transport-buttons">
          <Press name="first" wide off={index <= 0} press={() => player.step(-index)} />
          <Press name="previous" off={index <= 0} press={() => player.step(-1)} />
          <Press name={isPlaying ? 'pause' : 'play'} main press={() => player.toggle()} />
          <Press name="next" off={index >= all - 1} press={() => player.step(1)} />
          <Press name="last" wide off={index >= all - 1} press={() => player.toEnd()} />
        </div>
        <output class="position">{say('position', { n: index + 1, all })}</output>
        {play.messages.some(isFailure) && <Press name="failure" press={() => toFailure(house, 1)} />}
        <Speed house={house} />
        {house.boot.kept === undefined && <Live house={house} />}
      </div>
    </section>
  )
}

interface PressProps {
  readonly name: IconName
  readonly press: () => void
  readonly off?: boolean
  readonly main?: boolean
  /** Left out where there is little room: the keys and the track do the same. */
  readonly wide?: boolean
}

/** What is off stays where the focus is: it only does nothing. */
const Press = ({ name, press, off = false, main = false, wide = false }: PressProps) => (
  <button
    type="button"
    class={`press${main ? ' main' : ''}${wide ? ' wide' : ''}`}
    data-press={name === 'pause' ? 'play' : name}
    aria-label={say(name)}
    title={say(name)}
    aria-disabled={off}
    onClick={() => {
      if (off) return
      press()
      if (name !== 'pause') showStage()
    }}
  >
    <Icon name={name} />
  </button>
)

function Scrub({ house: { player }, play }: { readonly house: House; readonly play: Play }) {
  const index = player.index.value
  const { messages } = play
  return (
    <div class="scrub">
      <input
        type="range"
        min={0}
        max={Math.max(0, messages.length - 1)}
        value={Math.max(0, index)}
        aria-label={say('scrub')}
        aria-valuetext={valueText(play, index)}
        onInput={({ currentTarget }) => player.step(Number(currentTarget.value) - player.index.peek())}
      />
      <Marks messages={messages} />
    </div>
  )
}

function valueText(play: Play, index: number): string {
  const all = play.messages.length
  const staged = play.messages[index]
  if (staged === undefined) return say('before', { all })
  return say(isFailure(staged) ? 'atFailure' : 'at', { n: index + 1, all, title: titleOf(staged, play) })
}

/** More than these could not be told apart. */
const MOST_MARKS = 150

/** Where on the track something failed. */
function Marks({ messages }: Pick<Play, 'messages'>) {
  const last = Math.max(1, messages.length - 1)
  const places = new Map<number, string>()
  for (const [index, one] of messages.entries()) {
    const place = Math.round((index / last) * MOST_MARKS) / MOST_MARKS
    if (isFailure(one) && !isSetback(one)) places.set(place, 'mark')
    else if (isSetback(one) && !places.has(place)) places.set(place, 'mark again')
  }
  return (
    <div class="marks" aria-hidden="true">
      {[...places].map(([place, manner]) => (
        <span key={place} class={manner} style={{ left: `${place * 100}%` }} />
      ))}
    </div>
  )
}

const Speed = ({ house: { player } }: { readonly house: House }) => (
  <label class="speed">
    <span class="unseen">{say('speed')}</span>
    <select
      value={player.speed.value}
      onChange={({ currentTarget }) => {
        player.speed.value = Number(currentTarget.value)
      }}
    >
      {speeds.map((speed) => (
        <option key={speed} value={speed}>
          {speed}×
        </option>
      ))}
    </select>
  </label>
)

function Live({ house }: { readonly house: House }) {
  const isOn = isFollowing(house)
  return (
    <button
      type="button"
      class="live-toggle"
      aria-pressed={isOn}
      onClick={() => (isOn ? pin(house) : followLive(house))}
    >
      <span class="live-light" aria-hidden="true" />
      {say('live')}
    </button>
  )
}

/** Stays with what is on stage. */
function pin({ chosen, play }: House): void {
  chosen.value = play.value?.id
}
