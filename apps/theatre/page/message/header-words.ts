/** What the headers of a message are for, in a sentence each. */
import type { Citation } from '@sightglass/spec/specs'
import { spoken } from '../words.ts'

type Row = readonly [cite: Citation, en: string, de: string]

const table: Readonly<Record<string, Row>> = {
  'Content-Type': ['RFC9110-8.3', 'How the body is written.', 'Wie der Inhalt geschrieben ist.'],
  Accept: ['RFC9110-12.5.1', 'How the answer may be written.', 'Wie die Antwort geschrieben sein darf.'],
  'Accept-Language': [
    'RFC9110-12.5.4',
    'Which language the person at the browser reads.',
    'Welche Sprache die Person am Browser liest.',
  ],
  Origin: [
    'RFC9700-4.7',
    'Which page made the browser send this; the page itself cannot change it. null: the page does not say.',
    'Welche Seite den Browser das senden ließ; die Seite selbst kann es nicht ändern. null: Die Seite sagt es nicht.',
  ],
  Cookie: [
    'RFC9700-4.7',
    'What this server left with the browser: by it the server knows the browser again. Only the names were recorded.',
    'Was dieser Server beim Browser gelassen hat: Daran erkennt er ihn wieder. Aufgezeichnet sind nur die Namen.',
  ],
  'Set-Cookie': [
    'RFC9700-4.7',
    'The browser shall keep this and send it to this server again. Only its name was recorded.',
    'Das soll der Browser behalten und diesem Server wieder senden. Aufgezeichnet ist nur der Name.',
  ],
  'Cache-Control': [
    'RFC6749-5.1',
    'no-store: nobody on the way may keep this answer.',
    'no-store: Niemand unterwegs darf diese Antwort aufbewahren.',
  ],
  'Retry-After': [
    'RFC9110-10.2.3',
    'After how many seconds it is worth asking again.',
    'Nach wie vielen Sekunden es sich lohnt, wieder zu fragen.',
  ],
  Allow: ['RFC9110-10.2.1', 'Which methods this address takes.', 'Welche Methoden diese Adresse annimmt.'],
  'Access-Control-Allow-Origin': [
    'RFC9700-2.6',
    'Which pages of elsewhere may read this answer with a script.',
    'Welche fremden Seiten diese Antwort mit einem Skript lesen dürfen.',
  ],
}

export interface HeaderWords {
  readonly why: string
  readonly cite: Citation
}

/** What a header of this name is for; `undefined` where it is none that is recorded. */
export function explainHeader(name: string): HeaderWords | undefined {
  const row = Object.hasOwn(table, name) ? table[name] : undefined
  if (row === undefined) return undefined
  const [cite, en, de] = row
  return { why: spoken() === 'de' ? de : en, cite }
}
