/** Where readers show their viewing token: what is recorded in production is for whoever was given one. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import './sign-in.css'
import type { House } from '../house.ts'
import { defineWords } from '../words.ts'
import { type Door, door, signIn, signOut } from './guarded.ts'

const say = defineWords({
  en: {
    title: 'Watch a recording',
    lead: 'This server records a client when an operator asks for it, and shows it to whoever has the viewing token.',
    token: 'Viewing token',
    hint: 'It was told once, to the operator who began the recording, and begins with sgv_. It is kept in this tab only.',
    watch: 'Watch',
    leave: 'Leave',
    opening: 'Asking the server …',
    wrong: 'This token opens nothing: it is wrong, or its recording is over.',
    over: 'The recording is over. What this page has read stays here until you close it.',
    waiting: 'Too many wrong tokens came from your network. This page tries again by itself.',
    open: 'You are watching a recording.',
    elsewhere: 'Each node of the server shows what it received itself.',
    claimed: 'What is marked “claimed” has not proved to be of the client. Anybody may have sent it.',
  },
  de: {
    title: 'Eine Aufzeichnung ansehen',
    lead: 'Dieser Server zeichnet einen Client auf, wenn ein Betreiber es verlangt, und zeigt ihn dem, der das Ansichtstoken hat.',
    token: 'Ansichtstoken',
    hint: 'Es wurde einmal mitgeteilt, dem Betreiber, der die Aufzeichnung begonnen hat, und beginnt mit sgv_. Es bleibt nur in diesem Tab.',
    watch: 'Ansehen',
    leave: 'Verlassen',
    opening: 'Der Server wird gefragt …',
    wrong: 'Dieses Token öffnet nichts: Es ist falsch, oder seine Aufzeichnung ist zu Ende.',
    over: 'Die Aufzeichnung ist zu Ende. Was diese Seite gelesen hat, bleibt hier, bis Sie sie schließen.',
    waiting: 'Aus Ihrem Netz kamen zu viele falsche Token. Diese Seite versucht es von selbst noch einmal.',
    open: 'Sie sehen eine Aufzeichnung an.',
    elsewhere: 'Jeder Knoten des Servers zeigt, was er selbst empfangen hat.',
    claimed:
      'Bei dem, was als „behauptet“ bezeichnet ist, hat nichts erwiesen, dass es vom Client ist. Jeder kann es geschickt haben.',
  },
})

const TONES = { wrong: 'error', over: 'note', waiting: 'warning' } as const

const isTold = (now: Door): now is keyof typeof TONES => Object.hasOwn(TONES, now)

interface OfHouse {
  readonly house: House
}

/** There is nothing to see yet but the door. */
export const isShut = ({ boot, feeds }: House): boolean =>
  boot.guarded !== undefined && door.value !== 'open' && feeds.flows.value.length === 0

export function SignIn({ house }: OfHouse) {
  const now = door.value
  const isSent = useRef(false)
  // The form goes, and takes the focus with it.
  useLayoutEffect(() => {
    if (now !== 'open' || !isSent.current) return
    isSent.current = false
    document.getElementById('stage')?.focus()
  }, [now])
  if (now === 'open') return <Watching house={house} />
  const asked = (
    <>
      <h2 id="sign-in">{say('title')}</h2>
      <p>{say('lead')}</p>
      <div role="status">
        {isTold(now) && <p class={`alert ${TONES[now]}`}>{say(now)}</p>}
        {now === 'opening' && <p class="hint">{say('opening')}</p>}
      </div>
      <Form
        send={(presented) => {
          isSent.current = true
          signIn(presented)
        }}
      />
    </>
  )
  if (isShut(house)) return <main class="sign-in">{asked}</main>
  return (
    <section class="sign-in" aria-labelledby="sign-in">
      {asked}
    </section>
  )
}

function Form({ send }: { readonly send: (presented: string) => void }) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const presented = String(new FormData(form).get('token') ?? '').trim()
    form.reset()
    if (presented !== '') send(presented)
  }
  return (
    <form class="sign-in-form" onSubmit={submit}>
      <div class="field">
        <label for="viewing-token">{say('token')}</label>
        <input
          id="viewing-token"
          name="token"
          type="password"
          required
          autocomplete="off"
          spellcheck={false}
          aria-describedby="viewing-token-hint"
        />
        <p class="hint" id="viewing-token-hint">
          {say('hint')}
        </p>
      </div>
      <button class="button primary" type="submit">
        {say('watch')}
      </button>
    </form>
  )
}

/** What says whose it is, and did not prove it. */
const hasClaims = ({ feeds }: House): boolean =>
  feeds.flows.value.some(({ traces }) => traces.some(({ claimedId }) => claimedId !== undefined))

function Watching({ house }: OfHouse) {
  return (
    <div class="watching">
      <p class="hint" role="status">
        {say('open')} {say('elsewhere')} {hasClaims(house) && say('claimed')}
      </p>
      <button class="button plain" type="button" onClick={() => signOut()}>
        {say('leave')}
      </button>
    </div>
  )
}
