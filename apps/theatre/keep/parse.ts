/** Reading a kept flow: JSON, or the page that it was exported as. Nothing in it runs; it is data, judged before it is drawn. */
import type { Kept } from '../page/boot.ts'
import { defineWords } from '../page/words.ts'
import { keptFrom } from './kept-shape.ts'
import { type Demand, Misfit } from './shape.ts'

const say = defineWords({
  en: {
    size: 'The file is larger than {most} MB.',
    empty: 'The file is empty.',
    page: 'This page holds no flow. Sightglass opens the HTML and JSON files that it made.',
    json: 'This is no flow of Sightglass: neither JSON nor a page that it made.',
    har: 'This is a HAR file, made for the network tools of browsers. It cannot be opened here again: keep the JSON or HTML file.',
    format: 'This JSON is no flow of Sightglass: its member format is not sightglass-flow.',
    version: 'This flow was written in version {version} of the format. Version 1 can be read here.',
    misfit: 'This flow cannot be read: {place} {demand}.',
  },
  de: {
    size: 'Die Datei ist größer als {most} MB.',
    empty: 'Die Datei ist leer.',
    page: 'Diese Seite enthält keinen Ablauf. Sightglass öffnet die HTML- und JSON-Dateien, die es selbst gemacht hat.',
    json: 'Das ist kein Ablauf von Sightglass: weder JSON noch eine Seite, die es gemacht hat.',
    har: 'Das ist eine HAR-Datei, gemacht für die Netzwerk-Werkzeuge der Browser. Hier lässt sie sich nicht wieder öffnen: Behalten Sie die JSON- oder HTML-Datei.',
    format: 'Dieses JSON ist kein Ablauf von Sightglass: Sein Feld format ist nicht sightglass-flow.',
    version: 'Dieser Ablauf wurde in Version {version} des Formats geschrieben. Gelesen wird hier Version 1.',
    misfit: 'Dieser Ablauf lässt sich nicht lesen: {place} {demand}.',
  },
})

const demands = defineWords<Readonly<Record<Demand, string>>>({
  en: {
    text: 'must be a text',
    number: 'must be a number in its bounds',
    whole: 'must be a whole number in its bounds',
    list: 'must be a list',
    object: 'must be an object',
    true: 'must be true or left out',
    known: 'is no member that this version knows',
    one: 'is none of the values that this version knows',
    short: 'is longer, or of other characters, than it may be',
    address: 'must be an http or https address',
    unique: 'stands there twice',
  },
  de: {
    text: 'muss ein Text sein',
    number: 'muss eine Zahl in ihren Grenzen sein',
    whole: 'muss eine ganze Zahl in ihren Grenzen sein',
    list: 'muss eine Liste sein',
    object: 'muss ein Objekt sein',
    true: 'muss true sein oder fehlen',
    known: 'ist ein Feld, das diese Version nicht kennt',
    one: 'ist keiner der Werte, die diese Version kennt',
    short: 'ist länger oder hat andere Zeichen, als es darf',
    address: 'muss eine http- oder https-Adresse sein',
    unique: 'kommt zweimal vor',
  },
})

/** Why a file could not be opened: a sentence for people. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

export const MOST_FILE_BYTES = 20 * 1024 * 1024

/**
 * The flow in the text of a file, JSON or exported HTML.
 * @throws {UnreadableFile} where it is none, and says what is wrong with it
 */
export function parseKept(text: string): Kept {
  if (text.length > MOST_FILE_BYTES) throw new UnreadableFile(say('size', { most: MOST_FILE_BYTES / 1024 / 1024 }))
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') throw new UnreadableFile(say('empty'))
  return trimmed.startsWith('<') ? judged(keptIn(trimmed)) : judged(jsonOf(trimmed, 'json'))
}

const BOOT = /<div id="theatre" data-boot="([^"]*)"/

/** What an exported page was given to show; the page itself is not looked at. */
function keptIn(page: string): unknown {
  const boot = jsonOf(unescaped(BOOT.exec(page)?.[1] ?? ''), 'page')
  const kept = typeof boot === 'object' && boot !== null && 'kept' in boot ? boot.kept : undefined
  if (kept === undefined) throw new UnreadableFile(say('page'))
  return kept
}

function jsonOf(text: string, otherwise: 'json' | 'page'): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableFile(say(otherwise))
  }
}

const entities: Readonly<Record<string, string>> = { quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' }

const unescaped = (text: string): string => text.replace(/&(quot|#39|lt|gt|amp);/g, (_, name) => entities[name] ?? '')

function judged(value: unknown): Kept {
  const given: { format?: unknown; version?: unknown; log?: unknown } =
    typeof value === 'object' && value !== null ? value : {}
  if (given.format !== 'sightglass-flow') throw new UnreadableFile(say(given.log === undefined ? 'format' : 'har'))
  if (given.version !== 1)
    throw new UnreadableFile(say('version', { version: JSON.stringify(given.version)?.slice(0, 16) ?? '?' }))
  try {
    return keptFrom(value, '')
  } catch (fault) {
    if (!(fault instanceof Misfit)) throw fault
    throw new UnreadableFile(say('misfit', { place: fault.place, demand: demands(fault.demand) }))
  }
}
