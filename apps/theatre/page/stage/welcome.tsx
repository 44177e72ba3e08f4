/** An empty stage: what will be seen here, and three doors to it. */
import type { House } from '../house.ts'
import { itemAt } from '../items.ts'
import { hrefOf, type Room } from '../route.ts'
import { underWayAt } from '../runs/asked.ts'
import { UnderWay } from '../runs/under-way.tsx'
import { defineWords } from '../words.ts'
import { Cast } from './cast.tsx'
import { Overture } from './overture.tsx'
import './welcome.css'

const say = defineWords({
  en: {
    title: 'See OAuth happen',
    what: 'Every message between browser, client and servers appears here as it happens, with each rule that was checked on the way. Secrets are masked before anything is recorded.',
    learn: 'Learn',
    learnWhat:
      'Short chapters, from why nobody should share a password to what a stolen refresh token is worth. Each has a live run and a question.',
    see: 'See a flow',
    seeWhat: 'Sign in, connect a device, refresh, sign out: one button, and real messages go between real servers.',
    debug: 'Debug your client',
    debugWhat:
      'Point your application at this server. Its flows appear here: what was sent, what was expected, and how to fix it.',
    start: 'Or start a login of your own',
    startWhat: 'in another window, and watch it here.',
    connecting: 'Asking the servers for what they recorded …',
    empty: 'The stage is empty. What you start will be played here.',
    lost: 'This message is not kept any more, or was not recorded.',
  },
  de: {
    title: 'Sehen, wie OAuth geschieht',
    what: 'Jede Nachricht zwischen Browser, Client und Servern erscheint hier, während sie geschieht, mit jeder Regel, die unterwegs geprüft wurde. Geheimnisse werden vor dem Aufzeichnen verdeckt.',
    learn: 'Lernen',
    learnWhat:
      'Kurze Kapitel: von der Frage, warum niemand ein Passwort teilen sollte, bis zum Wert eines gestohlenen Refresh-Tokens. Jedes mit einem echten Ablauf und einer Frage.',
    see: 'Einen Ablauf sehen',
    seeWhat:
      'Anmelden, ein Gerät verbinden, Token erneuern, abmelden: ein Knopf, und echte Nachrichten gehen zwischen echten Servern.',
    debug: 'Den eigenen Client prüfen',
    debugWhat:
      'Richten Sie Ihre Anwendung auf diesen Server. Ihre Abläufe erscheinen hier: was gesendet wurde, was erwartet wurde und wie es zu beheben ist.',
    start: 'Oder beginnen Sie selbst eine Anmeldung',
    startWhat: 'in einem anderen Fenster, und sehen Sie hier zu.',
    connecting: 'Die Server werden gefragt, was sie aufgezeichnet haben …',
    empty: 'Die Bühne ist leer. Was Sie beginnen, wird hier gespielt.',
    lost: 'Diese Nachricht wird nicht mehr aufbewahrt oder wurde nicht aufgezeichnet.',
  },
})

export const lostInWords = (): string => say('lost')

export function Welcome({ house }: { readonly house: House }) {
  const { asked, boot, feeds, route } = house
  if (!feeds.caughtUp.value && boot.guarded === undefined) return <p class="stage-empty hint">{say('connecting')}</p>
  const awaited = underWayAt(asked.value, route.place.value)
  if (awaited !== undefined) return <UnderWay run={awaited} />
  const item = itemAt(route.place.value)
  if (route.place.value.room !== 'flows')
    return (
      <div class="stage-empty">
        {item !== undefined && <Cast play={item.play} />}
        <p class="hint">{say('empty')}</p>
      </div>
    )
  return (
    <div class="welcome">
      <Overture />
      <h2>{say('title')}</h2>
      <p class="welcome-what">{say('what')}</p>
      <ul class="doors">
        {boot.backstage !== undefined && <Door room="lessons" title={say('learn')} what={say('learnWhat')} />}
        {boot.backstage !== undefined && <Door room="scenes" title={say('see')} what={say('seeWhat')} />}
        <Door room="client" title={say('debug')} what={say('debugWhat')} />
      </ul>
      {boot.start !== undefined && (
        <p class="hint">
          <a href={boot.start} target="_blank" rel="noopener">
            {say('start')}
          </a>{' '}
          {say('startWhat')}
        </p>
      )}
    </div>
  )
}

const Door = ({ room, title, what }: { readonly room: Room; readonly title: string; readonly what: string }) => (
  <li class="door">
    <a href={hrefOf(room)}>{title}</a>
    <span>{what}</span>
  </li>
)
