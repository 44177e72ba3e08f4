/** Files made of what is on stage, and files put on stage. */
import { harOf } from '../../keep/har.ts'
import { htmlOf, type PageTexts } from '../../keep/html.ts'
import { fileNameOf, jsonOf, keptOf } from '../../keep/keep.ts'
import { mermaidOf } from '../../keep/mermaid.ts'
import { MOST_FILE_BYTES, parseKept } from '../../keep/parse.ts'
import type { Kept } from '../boot.ts'
import type { House } from '../house.ts'
import type { Play } from '../play/play.ts'
import { spoken } from '../words.ts'

export interface Made {
  readonly name: string
  readonly type: string
  readonly text: string
}

interface Format {
  readonly ending: string
  readonly type: string
  readonly make: (kept: Kept) => string | Promise<string>
}

export const formats = {
  html: {
    ending: 'html',
    type: 'text/html',
    make: async (kept) => await htmlOf(kept, await pageTexts(), spoken()),
  },
  json: { ending: 'json', type: 'application/json', make: jsonOf },
  har: { ending: 'har', type: 'application/json', make: (kept) => `${JSON.stringify(harOf(kept), null, 2)}\n` },
  mermaid: { ending: 'mmd', type: 'text/plain', make: mermaidOf },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

/** What is on stage; of a flow that came from a file, what stood there. */
export const keptNow = ({ kept }: House, play: Play): Kept =>
  kept.value.get(play.id) ?? keptOf(play, Math.floor(Date.now() / 1000))

export async function madeOf(kept: Kept, name: FormatName): Promise<Made> {
  const { ending, type, make } = formats[name]
  return { name: fileNameOf(kept, ending), type, text: await make(kept) }
}

/** The texts of this very page: of its own files, or, where it was exported, of itself. */
async function pageTexts(): Promise<PageTexts> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')]
  const own = [...document.querySelectorAll('style')].map(({ textContent }) => textContent)
  const linked = await Promise.all(links.map(({ href }) => textAt(href)))
  const style = [...linked, ...own].join('\n')
  return { script: script?.src ? await textAt(script.src) : (script?.textContent ?? ''), style }
}

async function textAt(href: string): Promise<string> {
  const response = await fetch(href)
  if (!response.ok) throw new Error(`${href} answers ${response.status}`)
  return await response.text()
}

/** Hands a file to the browser's downloads. */
export function download({ name, type, text }: Made): void {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

/**
 * Puts the flow of a file on stage, at its beginning.
 * @throws {UnreadableFile} where it holds none
 */
export async function openFile(house: House, file: File): Promise<void> {
  // What is too large is not read at all.
  const kept = parseKept(file.size > MOST_FILE_BYTES ? ' '.repeat(MOST_FILE_BYTES + 1) : await file.text())
  const id = `file-${crypto.randomUUID()}`
  house.kept.value = new Map([...house.kept.value, [id, kept]])
  house.chosen.value = id
  house.player.playing.value = false
  house.player.to(0)
}

/** Back to what the page would show without the file. */
export function closeFile(house: House, id: string): void {
  house.kept.value = new Map([...house.kept.value].filter(([one]) => one !== id))
  house.chosen.value = house.boot.kept && 'kept'
  house.player.toEnd()
}
