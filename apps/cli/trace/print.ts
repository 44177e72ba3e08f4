/** What `sightglass trace` prints for people: a list of flows, and a failure explained. */
import { styleText } from 'node:util'
import { hrefOf } from '@sightglass/spec/specs'
import { titleOfPlay } from '@sightglass/theatre/keep/keep'
import { type Ink, seenLines, type TextOptions } from '@sightglass/theatre/keep/text'
import { lineOf, paragraphOf } from '@sightglass/theatre/keep/titles'
import { sayCaution } from '@sightglass/theatre/page/checks/caution-words'
import { configurationFor } from '@sightglass/theatre/page/checks/configuration'
import { explanationOf } from '@sightglass/theatre/page/checks/explain'
import { clientsOf } from '@sightglass/theatre/page/play/clients'
import { type Check, failedOf } from '@sightglass/theatre/page/play/failures'
import { type Play, type Staged, traceIdOf } from '@sightglass/theatre/page/play/play'
import { summarize } from '@sightglass/theatre/page/play/summary'
import { shellWord } from '@sightglass/theatre/page/quoting'
import { printable } from '@sightglass/trace/printable'
import { isoTime, utcTime } from '@sightglass/trace/times'
import type { Failure } from './recorded.ts'

/** The lanes have the colours that they have in the log. */
const inks: Readonly<Record<Ink, Parameters<typeof styleText>[0]>> = {
  strong: 'bold',
  soft: 'gray',
  good: 'green',
  bad: 'red',
  note: 'yellow',
  attacker: 'red',
  'attacker-server': 'red',
  device: 'green',
  browser: 'yellow',
  client: 'green',
  'authorization-server': 'magenta',
  'resource-server': 'cyan',
}

/** Colours on a terminal that wants them (`NO_COLOR`). */
export const paint: NonNullable<TextOptions['paint']> = (ink, text) => styleText(inks[ink], text)

/** JSON escapes of what moves the cursor only what is old; here the rest is as well. It is the same data. */
export const jsonForTerminal = (json: string): string =>
  json.replaceAll(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )

export interface ListedFlow {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly outcome: string
  readonly state: 'good' | 'bad' | 'open'
  readonly client_ids: readonly string[]
  /** What messages called themselves, and nobody proved. */
  readonly claimed_client_ids: readonly string[]
  readonly messages: number
  readonly failures: number
}

export function listed(play: Play): ListedFlow {
  const { id, clientIds } = play.flow
  const { outcome, state, messages, failures } = summarize(play.messages)
  const at = isoTime(startOf(play))
  const claimed = clientsOf(play.flow).filter((one) => !clientIds.includes(one))
  const whose = { client_ids: clientIds, claimed_client_ids: claimed }
  return { id, at, title: titleOfPlay(play), outcome, state, ...whose, messages, failures }
}

const startOf = ({ flow }: Play): number => flow.traces[0]?.at ?? 0

/** A line a flow, the newest first. */
export function listText(plays: readonly Play[]): string {
  const rows = plays.map((play) => ({ ...listed(play), began: utcTime(startOf(play)) }))
  const widest = Math.max(0, ...rows.map(({ title }) => title.length))
  return rows
    .map(({ id, began, title, outcome, state, messages }) => {
      const mark = state === 'bad' ? paint('bad', '✗') : state === 'good' ? paint('good', '✓') : paint('note', '·')
      const count = paint('soft', `${messages} messages`)
      return `${mark} ${began}  ${printable(id)}  ${printable(title).padEnd(widest)}  ${printable(outcome)}  ${count}`
    })
    .join('\n')
}

/**
 * The check that failed, what was expected and received, the paragraph, what it means and what to do.
 * @param places the flags by which the servers were found, as they are typed
 */
export function failureText({ play, message, answer }: Failure, places: readonly string[] = []): string {
  const trace = traceIdOf(message.id)
  const rows = [
    ['flow', titleOfPlay(play)],
    ['message', `${message.number} of ${play.messages.length}: ${message.from} → ${message.to}, ${lineOf(message)}`],
    ['when', utcTime(message.at)],
    ['answer', answerText(answer ?? answerTo(message, play))],
    ['trace', trace],
  ] as const
  const checks = failedOf(message).flatMap((check) => checkLines(check, message, play))
  const told = answer ?? message
  const unsaid = [`${paint('bad', '✗')} no check says why: ${printable(told.error ?? lineOf(told))}`]
  const facts = rows.map(([name, value]) => `  ${name.padEnd(7)}  ${printable(value)}`)
  const id = shellWord(trace)
  const all = `All of it: npm run sightglass -- ${['trace', `--id ${id}`, ...places].join(' ')}`
  const more = id === undefined ? [] : ['', paint('soft', printable(all))]
  return [...(checks.length > 0 ? checks : unsaid), '', ...facts, ...more].join('\n')
}

function checkLines(check: Check, { parameters }: Staged, { flow }: Play): string[] {
  const about = check.parameter === undefined ? '' : `${check.parameter}: `
  const { means, fix } = explanationOf(check.rule)
  const asked = (name: string): string | undefined => parameters.find((one) => one.name === name)?.value
  const change = configurationFor(check, { clientId: clientsOf(flow)[0], asked })
  return [
    `${paint('bad', '✗')} ${paint('strong', printable(about + check.must))}`,
    ...seenLines(check),
    `    ${paragraphOf(check.cite)}  ${hrefOf(check.cite)}`,
    `    ${paint('soft', `rule ${printable(check.rule)}`)}`,
    '',
    ...[means, fix].flatMap((words) => wrapped(printable(words)).map((line) => `  ${line}`)),
    ...(change === undefined
      ? []
      : ['', `  ${printable(change.command)}`, ...wrapped(sayCaution(change.caution)).map((line) => `  ${line}`)]),
  ]
}

const COLUMNS = 100

/** In lines, as the words allow. */
function wrapped(text: string): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last === '' || last.length + word.length < COLUMNS)
      lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const answerTo = (message: Staged, { messages }: Play): Staged | undefined =>
  message.kind === 'answer' ? message : messages.find(({ id }) => id === `${message.id}.answer`)

/** What the peer was told. */
const answerText = (answer: Staged | undefined): string =>
  answer === undefined ? 'none yet' : [lineOf(answer), answer.error].filter((part) => part !== undefined).join(' ')
