/** What went not as the person wished, though no rule was broken. */
import type { Staged } from '../play/play.ts'
import { defineWords } from '../words.ts'

const en = {
  'login.failed':
    'The password check did not succeed: this name and this password do not belong together. No rule was broken. The page asks again and the person may try again. Five tries are free; from then on each wrong one doubles the wait, from 1 second up to 15 minutes, for this name from this network. User names are never recorded, so whether it was one account or many is not told here.',
  'login.cancelled': 'The person pressed Cancel. The client is told so, and learns nothing else.',
  'code.replayRevoked':
    'This code had been used before. Somebody may have seen it, so everything that it gave was revoked as well.',
  'refresh.theft':
    'A refresh token that had been replaced came back. Somebody may have copied it, so everything that belongs to it was revoked.',
  'device.replayRevoked':
    'This device code had been used before. Somebody may have seen it, so everything that it gave was revoked as well.',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'login.failed':
    'Die Prüfung des Passworts ist nicht gelungen: Dieser Name und dieses Passwort gehören nicht zusammen. Keine Regel wurde verletzt. Die Seite fragt noch einmal, und die Person darf es noch einmal versuchen; fünf Versuche sind frei; danach verdoppelt jeder falsche die Wartezeit, von 1 Sekunde bis zu 15 Minuten, für diesen Namen aus diesem Netz. Benutzernamen werden nie aufgezeichnet; ob es ein Konto war oder viele, steht darum hier nicht.',
  'login.cancelled': 'Die Person hat Abbrechen gedrückt. Das erfährt der Client, und sonst nichts.',
  'code.replayRevoked':
    'Dieser Code war schon benutzt. Vielleicht hat ihn jemand gesehen; darum wurde auch alles widerrufen, was er gebracht hat.',
  'refresh.theft':
    'Ein ersetztes Refresh-Token kam wieder. Vielleicht hat es jemand kopiert; darum wurde alles widerrufen, was dazu gehört.',
  'device.replayRevoked':
    'Dieser Gerätecode war schon benutzt. Vielleicht hat ihn jemand gesehen; darum wurde auch alles widerrufen, was er gebracht hat.',
}

const say = defineWords({ en, de })

export interface Setback {
  readonly note: string
  readonly words: string
}

const isKnown = (note: string): note is keyof typeof en => Object.hasOwn(en, note)

export const setbacksOf = ({ looks }: Pick<Staged, 'looks'>): Setback[] =>
  looks.flatMap((look) =>
    look.kind === 'note' && isKnown(look.note) ? [{ note: look.note, words: say(look.note) }] : [],
  )
