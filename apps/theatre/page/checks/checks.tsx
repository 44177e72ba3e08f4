/** What the receiver of the current message checked, in order; what failed stands open above it. */
import { useEffect } from 'preact/hooks'
import { Gloss, GlossScope } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { laneName } from '../lanes.ts'
import { depth } from '../message/depth.ts'
import { failedOf, isSetback } from '../play/failures.ts'
import { askedBy, type Play, type Staged } from '../play/play.ts'
import { type Reason, reasonOf } from '../play/refusal.ts'
import { Failed } from './failed.tsx'
import { Going, sought } from './going.tsx'
import { LookList } from './look-list.tsx'
import { type Count, countOf, looksOf } from './looks.ts'
import { type Setback, setbacksOf } from './setbacks.ts'
import { say } from './words.ts'
import './checks.css'

interface OfMessage {
  readonly house: House
  readonly play: Play
  readonly message: Staged
}

export function Checks({ house }: { readonly house: House }) {
  const play = house.play.value
  const message = house.player.message.value
  useFocus(message)
  if (play === undefined || message === undefined || message.kind === 'aside') return null
  const reason = reasonOf(play.messages, play.messages.indexOf(message))
  const isBare = message.looks.length === 0
  const setbacks = setbacksIn(play, message)
  if (isBare && reason === undefined && setbacks.length === 0 && message.kind === 'answer') return null
  return (
    <section class="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">
        {isBare ? say(reason === undefined ? 'bare' : 'because') : say('title', { party: laneName(message.to) })}
      </h2>
      <GlossScope key={`${message.id} ${depth.value}`}>
        <Because house={house} message={message} reason={reason} />
        {failedOf(message).map((check, index) => (
          <Failed key={`${check.rule} ${index}`} house={house} play={play} message={message} check={check} />
        ))}
        {setbacks.map(({ note, words }) => (
          <p key={note} class="checks-setback" data-setback={note}>
            <strong>{say('setback')}: </strong>
            <Gloss text={words} />
          </p>
        ))}
        {((reason === undefined && setbacks.length === 0) || !isBare) && (
          <Listed house={house} play={play} message={message} />
        )}
      </GlossScope>
    </section>
  )
}

/** Of an answer: those of the message that it answers. */
const setbacksIn = ({ messages }: Play, message: Staged): readonly Setback[] => {
  const askedId = message.kind === 'answer' && isSetback(message) ? askedBy(message.id) : undefined
  return setbacksOf(messages.find(({ id }) => id === askedId) ?? message)
}

/** A check that somebody asked for gets the focus once it stands there, and what it is folded in is opened. */
function useFocus(message: Staged | undefined): void {
  const asked = sought.value
  useEffect(() => {
    if (asked === undefined || asked.id !== message?.id) return
    sought.value = undefined
    const element = document.getElementById(`${asked.id}/${asked.check}`)
    for (let at = element?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true
    element?.focus()
  }, [asked, message?.id])
}

/** Of an answer that refuses: the check that failed before it. */
function Because({ house, message, reason }: Omit<OfMessage, 'play'> & { readonly reason: Reason | undefined }) {
  if (reason === undefined || reason.message === message) return null
  return (
    <p class="because">
      {message.looks.length > 0 && <strong>{say('because')}: </strong>}
      <span lang="en">
        <Gloss text={reason.check.must} />
      </span>{' '}
      (
      <Going house={house} message={reason.message} check={reason.check.rule}>
        {say('atMessage', { number: reason.message.number })}
      </Going>
      )
    </p>
  )
}

/** The list; who is new to it opens it. */
function Listed({ house, play, message }: OfMessage) {
  if (message.looks.length === 0) return <p class="hint">{say('none')}</p>
  const list = <LookList house={house} play={play} message={message} looks={looksOf(message)} />
  const brief = briefOf(countOf(message.looks))
  if (depth.value !== 'newcomer')
    return (
      <>
        <p class="checks-brief">{brief}</p>
        {list}
      </>
    )
  return (
    <details>
      <summary>
        <span class="checks-brief">{brief}</span> {say('show')}
      </summary>
      {list}
    </details>
  )
}

function briefOf({ held, failed }: Count): string {
  const n = held + failed
  if (n === 0) return ''
  if (failed > 0) return n === 1 ? say('oneFailed') : say('someFailed', { failed, n })
  return n === 1 ? say('oneHeld') : say('allHeld', { n })
}
