/** The command line of `sightglass trace`: flags to a flow, a flow to text or a file, and an exit code. */
import { readFile, writeFile } from 'node:fs/promises'
import { pageTexts } from '@sightglass/theatre/built'
import { harOf } from '@sightglass/theatre/keep/har'
import { htmlOf } from '@sightglass/theatre/keep/html'
import { jsonOf, keptOf } from '@sightglass/theatre/keep/keep'
import { mermaidOf } from '@sightglass/theatre/keep/mermaid'
import { MOST_FILE_BYTES, parseKept, UnreadableFile } from '@sightglass/theatre/keep/parse'
import { textOf } from '@sightglass/theatre/keep/text'
import type { Kept } from '@sightglass/theatre/page/boot'
import { UsageError } from '../demo/failure.ts'
import { FeedFailure } from './feed.ts'
import { follow } from './follow.ts'
import { placesOf, placeWords, tokenIn } from './places.ts'
import { failureText, jsonForTerminal, listed, listText, paint } from './print.ts'
import { type Read, readAll } from './read.ts'
import { lastFailure, ofClient, playOfTrace, playsOf } from './recorded.ts'

export interface TraceFlags {
  readonly client?: string
  readonly id?: string
  readonly failed?: true
  readonly list?: true
  readonly follow?: true
  readonly open?: string
  readonly brief?: true
  readonly json?: true
  readonly mermaid?: true
  readonly html?: string
  readonly har?: string
  readonly tokenFile?: string
  readonly authUrl?: string
  readonly clientUrl?: string
  readonly resourceUrl?: string
}

/** Nothing fits, or a file cannot be read or written. */
const NOTHING = 1
/** A server could not be read; what the others told is printed all the same. */
const UNREAD = 2

/** Why there is nothing to print, in a sentence. */
class NothingToTell extends Error {}

/**
 * Resolves to the exit code.
 * @throws {UsageError} where the flags make no sense together
 */
export async function trace(flags: TraceFlags): Promise<number> {
  demandFitting(flags)
  try {
    if (flags.open !== undefined) return await tell(await opened(flags.open), flags)
    const places = await placesOf(flags)
    const token = flags.tokenFile === undefined ? undefined : await tokenIn(flags.tokenFile)
    if (flags.follow === true)
      return await follow(places, { token, clientId: flags.client, brief: flags.brief === true })
    const read = await readAll(places, token)
    for (const fault of read.faults) process.stderr.write(`trace: ${fault}\n`)
    if (read.faults.length === places.length) return UNREAD
    const code = await tellRead(read, flags).catch(sayWhyNot)
    return read.faults.length > 0 ? UNREAD : code
  } catch (reason) {
    return sayWhyNot(reason)
  }
}

function sayWhyNot(reason: unknown): number {
  if (!(reason instanceof NothingToTell || reason instanceof UnreadableFile || reason instanceof FeedFailure))
    throw reason
  process.stderr.write(`trace: ${reason.message}\n`)
  return reason instanceof FeedFailure ? UNREAD : NOTHING
}

const WHICH = ['id', 'failed', 'list', 'follow', 'open'] as const
const FORMATS = ['json', 'mermaid', 'html', 'har'] as const

function demandFitting(flags: TraceFlags): void {
  const [which, formats] = [WHICH, FORMATS].map((names: readonly (keyof TraceFlags)[]) =>
    names.filter((name) => flags[name] !== undefined),
  )
  if (which !== undefined && which.length > 1)
    throw new UsageError(`--${which[0]} and --${which[1]} exclude each other`)
  if (flags.json === true && flags.mermaid === true) throw new UsageError('--json and --mermaid exclude each other')
  const alone = flags.follow === true ? 'follow' : flags.list === true ? 'list' : undefined
  const other = formats?.find((name) => alone === 'follow' || name !== 'json')
  if (alone !== undefined && other !== undefined) throw new UsageError(`--${alone} and --${other} exclude each other`)
  const fixed = flags.id ?? flags.open
  if (flags.client !== undefined && fixed !== undefined)
    throw new UsageError('--client does not go with --id or --open')
}

async function opened(file: string): Promise<Kept> {
  const bytes = await readFile(file).catch((reason: unknown) => {
    throw new NothingToTell(`cannot read ${file}: ${reason instanceof Error ? reason.message : 'unknown reason'}`)
  })
  // Before it is made a text, which is more.
  if (bytes.length > MOST_FILE_BYTES) return parseKept(' '.repeat(MOST_FILE_BYTES + 1))
  return parseKept(bytes.toString('utf8'))
}

async function tellRead({ traces, faults }: Read, flags: TraceFlags): Promise<number> {
  const kept = faults.length > 0 ? 'kept by those that could be read' : 'kept'
  const plays = ofClient(playsOf(traces), flags.client)
  const whose = flags.client === undefined ? '' : ` of ${flags.client}`
  if (flags.list === true) {
    if (plays.length === 0 && flags.json !== true) throw new NothingToTell(`no flow${whose} is ${kept}`)
    return print(flags.json === true ? jsonForTerminal(JSON.stringify(plays.map(listed), null, 2)) : listText(plays))
  }
  if (flags.failed === true) {
    const failure = lastFailure(plays)
    if (failure === undefined) throw new NothingToTell(`nothing${whose} has failed in what is ${kept}`)
    if (!hasFormat(flags)) return print(failureText(failure, placeWords(flags)))
    return await tell(keptOf(failure.play, nowSeconds()), flags)
  }
  const play = flags.id === undefined ? plays[0] : playOfTrace(traces, flags.id)
  if (play === undefined)
    throw new NothingToTell(flags.id === undefined ? `no flow${whose} is ${kept}` : `no trace ${flags.id} is ${kept}`)
  return await tell(keptOf(play, nowSeconds()), flags)
}

const hasFormat = (flags: TraceFlags): boolean => FORMATS.some((name) => flags[name] !== undefined)
const nowSeconds = (): number => Math.floor(Date.now() / 1000)

function print(text: string): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

/** Prints a flow in the format that is asked for, or writes it. */
async function tell(kept: Kept, { json, mermaid, html, har, brief }: TraceFlags): Promise<number> {
  if (html !== undefined) await write(html, await pageFor(kept))
  if (har !== undefined) await write(har, `${JSON.stringify(harOf(kept), null, 2)}\n`)
  if (json === true) return print(jsonForTerminal(jsonOf(kept)))
  if (mermaid === true) return print(mermaidOf(kept))
  return html === undefined && har === undefined ? print(textOf(kept, { paint, brief: brief === true })) : 0
}

async function pageFor(kept: Kept): Promise<string> {
  const texts = pageTexts()
  if (texts === undefined) throw new NothingToTell('the theatre was not built, so it makes no page: run npm ci')
  return await htmlOf(kept, texts, 'en')
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (reason) {
    throw new NothingToTell(`cannot write ${file}: ${reason instanceof Error ? reason.message : 'unknown reason'}`)
  }
  process.stderr.write(`trace: written to ${file}\n`)
}
