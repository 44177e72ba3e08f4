/** The frame of a message: what was asked of whom, or what came back, and when. */
import { clockOf, durationOf } from '../moments.ts'
import type { Play, Staged } from '../play/play.ts'
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
    ['after', durationOf((at - beganAt) * 1000)],
    ...(tookMs === undefined ? [] : [['took', durationOf(tookMs)] as const]),
  ]
}

function requestRows({ request, underWay }: Staged): Row[] {
  if ('call' in request) return [['message', `${request.call}()`]]
  const { method, url } = request
  const waits: Row[] = underWay ? [['status', say('waits')]] : []
  if (!URL.canParse(url)) return [['message', method], ['path', url], ...waits]
  const { origin, pathname } = new URL(url)
  return [['message', `${method} ${pathname}`], ['origin', origin], ...waits]
}

function answerRows({ answer }: Staged): Row[] {
  if (answer === undefined) return [['status', say('noAnswer')]]
  const { status, location } = answer
  return [['status', String(status)], ...(location === undefined ? [] : [['leads', location] as const])]
}
