/** Going through a play: by steps, by itself, or along with what happens. */
import { followLive, type House, isFollowing } from '../house.ts'
import { showStage } from '../lead.ts'
import { failureFrom, isFailure } from '../play/failures.ts'
import { speeds } from '../play/player.ts'
import { defineWords } from '../words.ts'
import '../live-light.css'
import { Icon, type IconName } from './icons.tsx'
import { Scrub } from './scrub.tsx'
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
    position: '{n} of {all}',
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
    position: '{n} von {all}',
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
          <Press name="first" spare off={index <= 0} press={() => player.step(-index)} />
          <Press name="previous" off={index <= 0} press={() => player.step(-1)} />
          <Press name={isPlaying ? 'pause' : 'play'} main press={() => player.toggle()} />
          <Press name="next" off={index >= all - 1} press={() => player.step(1)} />
          <Press name="last" spare off={index >= all - 1} press={() => player.toEnd()} />
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
  readonly spare?: boolean
}

/** What is off stays where the focus is: it only does nothing. */
const Press = ({ name, press, off = false, main = false, spare = false }: PressProps) => (
  <button
    type="button"
    class={`press${main ? ' main' : ''}${spare ? ' spare' : ''}`}
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
