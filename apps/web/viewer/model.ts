/** What the page tells its module, and the words in it. */
import type { Citation } from '@sightglass/spec/specs'
import type { Party, Sender } from '@sightglass/trace'
import type { Child } from './dom.ts'

export interface Explained {
  readonly why: string
  readonly cite: Citation
}

export interface ViewerModel {
  readonly locale: 'en' | 'de'
  readonly feeds: readonly { readonly party: Party; readonly url: string }[]
  readonly words: Readonly<Record<string, string>>
  readonly messages: Readonly<Record<string, Explained & { readonly title: string }>>
  readonly parameters: Readonly<Record<string, Explained>>
  /** By name and value, with a space between. */
  readonly values: Readonly<Record<string, string>>
}

/** Says a word of the page, its `{placeholders}` filled. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

export const sayer =
  ({ words }: ViewerModel): Say =>
  (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** What the parts of one card speak with. */
export interface Tools {
  readonly model: ViewerModel
  readonly say: Say
  /** Words of the trade can be asked about, each where it stands first on the card. */
  readonly gloss: (text: string) => readonly Child[]
}

/** Left to right, as in every drawing of OAuth. */
export const lanes: readonly Sender[] = ['browser', 'client', 'authorization-server', 'resource-server']

/** The party by whose colour a sender is shown. */
export const colourOf: Readonly<Record<Sender, string>> = {
  browser: 'browser',
  client: 'client',
  'authorization-server': 'authorization',
  'resource-server': 'resource',
}
