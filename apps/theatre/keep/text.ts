/** A kept flow as text for a terminal: who says what to whom, what came with it, and what the receiver checked. */
import type { Look, Shown } from '@sightglass/trace'
import { printable } from '@sightglass/trace/printable'
import { durationOf, utcTime } from '@sightglass/trace/times'
import type { Kept } from '../page/boot.ts'
import { titleOf } from '../page/play/kinds.ts'
import { headersOf, type Play, type Staged } from '../page/play/play.ts'
import type { Lane } from '../programme/run.ts'
import { playOf } from './keep.ts'
import { lineOf, paragraphOf } from './titles.ts'

export type Ink = 'strong' | 'soft' | 'good' | 'bad' | 'note' | Lane

export interface TextOptions {
  /** Colours a piece; plain unless given. */
  readonly paint?: (ink: Ink, text: string) => string
  /** One line for all checks of a message that held. */
  readonly brief?: boolean
}

type Inks = Required<TextOptions>

/** The whole flow, with a head. */
export function textOf(kept: Kept, options: TextOptions = {}): string {
  return playText(playOf(kept), kept.title, options)
}

function playText(play: Play, title: string, options: TextOptions = {}): string {
  const inks = inksOf(options)
  const { messages, flow } = play
  const began = utcTime(messages[0]?.at ?? 0)
  const count = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`
  const id = flow.traces[0]?.id ?? ''
  const head = [inks.paint('strong', printable(title)), inks.paint('soft', `${began}, ${count}, trace ${id}`)]
  return [...head, ...messages.map((message) => messageText(message, play, options))].join('\n\n').replace('\n\n', '\n')
}

const inksOf = ({ paint = (_, text) => text, brief = false }: TextOptions): Inks => ({ paint, brief })

const INDENT = ' '.repeat(5)

/** One message with its number, without a line end. */
export function messageText(message: Staged, play: Play, options: TextOptions = {}): string {
  const inks = inksOf(options)
  const { paint } = inks
  const number = paint('soft', String(message.number).padStart(3))
  const error = message.error === undefined ? '' : `  ${paint('bad', printable(message.error))}`
  const took = message.tookMs === undefined ? '' : `  ${paint('soft', durationOf(message.tookMs))}`
  const lines = [
    ...(message.kind === 'aside' ? [] : [`${printable(lineOf(message))}${error}${took}`]),
    ...parameterLines([...headersOf(message), ...message.parameters], inks),
    ...lookLines(message.looks, inks),
  ]
  const title = paint('strong', printable(titleOf(message, play)))
  return [`${number}  ${wayOf(message, inks)}  ${title}`, ...lines.map((line) => `${INDENT}${line}`)].join('\n')
}

const wayOf = ({ kind, from, to }: Staged, { paint }: Inks): string =>
  kind === 'call' ? paint(from, from) : `${paint(from, from)} → ${paint(to, to)}`

const WIDEST = 24

function parameterLines(parameters: readonly Shown[], { paint }: Inks): string[] {
  const width = Math.min(WIDEST, Math.max(0, ...parameters.map(({ name }) => name.length)))
  return parameters.map(({ name, value, masked }) => {
    const shown = printable(value)
    return `  ${printable(name).padEnd(width)}  ${masked === true ? paint('soft', shown) : shown}`
  })
}

function lookLines(looks: readonly Look[], inks: Inks): string[] {
  const held = looks.filter((look) => look.kind === 'check' && look.held)
  if (!inks.brief || held.length < 2) return looks.flatMap((look) => lookText(look, inks))
  const rest = looks.filter((look) => look.kind !== 'check' || !look.held)
  return [`${inks.paint('good', '✓')} ${held.length} checks held`, ...rest.flatMap((look) => lookText(look, inks))]
}

function lookText(look: Look, { paint }: Inks): string[] {
  const paragraph = paint('soft', paragraphOf(look.cite))
  if (look.kind === 'note') return [`${paint('note', '·')} ${printable(look.says)}  ${paragraph}`]
  const about = look.parameter === undefined ? '' : `${printable(look.parameter)}: `
  const mark = look.held ? paint('good', '✓') : paint('bad', '✗')
  const line = `${mark} ${about}${printable(look.must)}  ${paragraph}`
  return look.held ? [line] : [line, ...seenLines(look)]
}

/** What was expected and what came, where the check tells it. */
export const seenLines = ({ expected, received }: Look): string[] => [
  ...(expected === undefined ? [] : [`    expected  ${printable(expected)}`]),
  ...(received === undefined ? [] : [`    received  ${printable(received)}`]),
]
