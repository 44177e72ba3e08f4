/** What the current message says: in a few sentences, as a developer reads it, or by the specification. */
import { Cite } from '../cite.tsx'
import { Gloss, GlossScope } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { colourOf, laneName } from '../lanes.ts'
import { kindOf, titleOf, wordsOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import { CopyRequest } from './copy.tsx'
import { decidedIn } from './decided.ts'
import { depth } from './depth.ts'
import { DepthSwitch } from './depth-switch.tsx'
import { FirstLine } from './first-line.tsx'
import { say } from './inspector-words.ts'
import { Parameters } from './parameters.tsx'
import { travelOf } from './travel.ts'
import './inspector.css'

interface OfMessage {
  readonly house: House
  readonly play: Play
  readonly message: Staged
}

export function Inspector({ house }: { readonly house: House }) {
  const play = house.play.value
  const message = house.player.message.value
  return (
    <div class="inspector" data-depth={depth.value}>
      <DepthSwitch />
      {play === undefined || message === undefined ? (
        <p class="hint">{say('none')}</p>
      ) : (
        <GlossScope key={`${message.id} ${depth.value}`}>
          <Card house={house} play={play} message={message} />
        </GlossScope>
      )}
    </div>
  )
}

function Card({ house, play, message }: OfMessage) {
  const words = wordsOf(message)
  const isNewcomer = depth.value === 'newcomer'
  return (
    <article
      class="inspected"
      data-inspected={message.id}
      data-party={colourOf[message.from]}
      aria-labelledby="told-title"
    >
      <Route play={play} message={message} />
      <h2 id="told-title">{titleOf(message, play)}</h2>
      {words !== undefined && (
        <p>
          {depth.value === 'specification' && <Cite cite={words.cite} />} <Gloss text={words.why} />{' '}
          {depth.value === 'developer' && <Cite cite={words.cite} />}
        </p>
      )}
      <Decided message={message} />
      <Way play={play} message={message} />
      {message.kind !== 'aside' &&
        (isNewcomer ? (
          <details class="whole">
            <summary>{say('whole')}</summary>
            <Whole house={house} play={play} message={message} />
          </details>
        ) : (
          <Whole house={house} play={play} message={message} />
        ))}
    </article>
  )
}

function Route({ play, message: { number, from, to, kind } }: Omit<OfMessage, 'house'>) {
  return (
    <p class="inspected-route">
      <span class="inspected-number">{say('number', { number, all: play.messages.length })}</span>
      <span class="party" data-party={colourOf[from]}>
        {laneName(from)}
      </span>
      {kind !== 'call' && (
        <>
          <span aria-hidden="true">→</span>
          <span class="unseen">{say('to')}</span>
          <span class="party" data-party={colourOf[to]}>
            {laneName(to)}
          </span>
        </>
      )}
    </p>
  )
}

function Decided({ message }: Pick<OfMessage, 'message'>) {
  const sentences = decidedIn(message, kindOf(message))
  if (sentences.length === 0) return null
  return (
    <section class="decided">
      <h3>{say('decided')}</h3>
      <ul>
        {sentences.map(({ words, state }) => (
          <li key={words} class={state}>
            <span aria-hidden="true">{signs[state]}</span>
            <span>
              <Gloss text={words} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const signs = { right: '✓', ahead: '→', wrong: '✗', open: '·' } as const

/** Through the browser, or past it, and what that means. */
function Way({ play, message }: Omit<OfMessage, 'house'>) {
  const { way, sentences, warns } = travelOf(message, play)
  return (
    <section class={warns ? 'travel warns' : 'travel'} data-warns={warns}>
      <h3>
        {say('how')}
        {way !== undefined && `: ${way}`}
      </h3>
      <p>
        {warns && <strong>{say('warning')}: </strong>}
        <Gloss text={sentences.join(' ')} />
      </p>
    </section>
  )
}

const Whole = ({ house, play, message }: OfMessage) => (
  <>
    <FirstLine play={play} message={message} />
    {message.kind !== 'call' && <Parameters house={house} message={message} />}
    <CopyRequest message={message} />
  </>
)
