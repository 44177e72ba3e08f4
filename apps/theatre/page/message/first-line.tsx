/** The frame of a message: what was asked of whom, or what came back, and when. */
import { requestLine } from '@sightglass/trace/line'
import { durationOf } from '@sightglass/trace/times'
import { clockOf } from '../moments.ts'
import type { Play, Staged } from '../play/play.ts'
import { spoken } from '../words.ts'
import './first-line.css'
import { say } from './inspector-words.ts'

interface OfMessage {
  readonly play: Play
  readonly message: Staged
}

type Row = readonly [name: Parameters<typeof say>[0], value: string]

export function FirstLine({ play, message }: OfMessage) {
  return (
    <dl class="frame">
      {rowsOf(message, play.messages[0]?.at ?? message.at).map(([name, value]) => (
        <div key={name} data-frame={name}>
          <dt>{say(name)}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function rowsOf(message: Staged, beganAt: number): Row[] {
  const { at, tookMs, error } = message
  return [
    ...(message.kind === 'answer' ? answerRows(message) : requestRows(message)),
    ...(error === undefined ? [] : [['error', error] as const]),
    ['clock', clockOf(at)],
    ['after', durationOf((at - beganAt) * 1000, spoken())],
    ...(tookMs === undefined ? [] : [['took', durationOf(tookMs, spoken())] as const]),
  ]
}

function requestRows({ request, underWay }: Staged): Row[] {
  const waits: Row[] = underWay ? [['status', say('waits')]] : []
  const isPlaced = 'url' in request && URL.canParse(request.url)
  const origin: Row[] = isPlaced ? [['origin', new URL(request.url).origin]] : []
  return [['message', requestLine(request)], ...origin, ...waits]
}

function answerRows({ answer }: Staged): Row[] {
  if (answer === undefined) return [['status', say('noAnswer')]]
  const { status, location } = answer
  return [['status', String(status)], ...(location === undefined ? [] : [['leads', location] as const])]
}
