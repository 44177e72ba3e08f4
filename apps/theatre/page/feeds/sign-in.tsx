/** Where readers show their viewing token: what is recorded in production is for whoever was given one. */
import './sign-in.css'
import { defineWords } from '../words.ts'
import { type Door, door, signIn, signOut } from './guarded.ts'

const say = defineWords({
  en: {
    title: 'Watch a recording',
    lead: 'This server records one client at a time, and shows it to whoever has the viewing token.',
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
  },
  de: {
    title: 'Eine Aufzeichnung ansehen',
    lead: 'Dieser Server zeichnet einzelne Clients auf und zeigt sie dem, der den Sehschlüssel hat.',
    token: 'Sehschlüssel',
    hint: 'Er wurde einmal mitgeteilt, dem Betreiber, der die Aufzeichnung begonnen hat, und beginnt mit sgv_. Er bleibt nur in diesem Tab.',
    watch: 'Ansehen',
    leave: 'Verlassen',
    opening: 'Der Server wird gefragt …',
    wrong: 'Dieser Schlüssel öffnet nichts: Er ist falsch, oder seine Aufzeichnung ist zu Ende.',
    over: 'Die Aufzeichnung ist zu Ende. Was diese Seite gelesen hat, bleibt hier, bis Sie sie schließen.',
    waiting: 'Aus Ihrem Netz kamen zu viele falsche Schlüssel. Diese Seite versucht es von selbst noch einmal.',
    open: 'Sie sehen eine Aufzeichnung an.',
    elsewhere: 'Jeder Knoten des Servers zeigt, was er selbst empfangen hat.',
  },
})

const told: Readonly<Partial<Record<Door, 'error' | 'note' | 'warning'>>> = {
  wrong: 'error',
  over: 'note',
  waiting: 'warning',
}

export function SignIn() {
  const now = door.value
  const tone = told[now]
  if (now === 'open') return <Watching />
  return (
    <section class="sign-in" aria-labelledby="sign-in">
      <h2 id="sign-in">{say('title')}</h2>
      <p>{say('lead')}</p>
      <div role="status">
        {tone !== undefined && <p class={`alert ${tone}`}>{say(now === 'shut' ? 'lead' : now)}</p>}
        {now === 'opening' && <p class="hint">{say('opening')}</p>}
      </div>
      <Form />
    </section>
  )
}

function Form() {
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const presented = String(new FormData(form).get('token') ?? '').trim()
    form.reset()
    if (presented !== '') signIn(presented)
  }
  return (
    <form class="sign-in-form" onSubmit={send}>
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

function Watching() {
  return (
    <div class="watching">
      <p class="hint" role="status">
        {say('open')} {say('elsewhere')}
      </p>
      <button class="button plain" type="button" onClick={() => signOut()}>
        {say('leave')}
      </button>
    </div>
  )
}
