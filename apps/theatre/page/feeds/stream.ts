/** The text of a stream of server-sent events, taken apart as it comes. */
import type { Arrival, Trace } from '@sightglass/trace'
import type { Listener } from './reader.ts'

export interface StreamEvent {
  readonly id: string | undefined
  /** `message` where it has no name. */
  readonly name: string
  readonly data: string
}

/** Takes pieces of the text, however they are cut. */
export function createEvents(heard: (event: StreamEvent) => void): (piece: string) => void {
  let rest = ''
  return (piece) => {
    rest += piece
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const event = eventIn(rest.slice(0, end))
      rest = rest.slice(end + 2)
      if (event !== undefined) heard(event)
    }
  }
}

/** `undefined` of a comment, and of what only says how soon to come back. */
function eventIn(text: string): StreamEvent | undefined {
  const fields = new Map(
    text.split('\n').map((line): [string, string] => {
      const [name = '', value = ''] = line.split(/: ?(.*)/s)
      return [name, value]
    }),
  )
  const data = fields.get('data')
  if (data === undefined) return undefined
  return { id: fields.get('id'), name: fields.get('event') ?? 'message', data }
}

interface Hearing extends Pick<Listener, 'trace' | 'arrival' | 'passedOver' | 'caughtUp'> {
  /** Of the last trace that came. */
  readonly heard: (id: string) => void
}

/** Tells a listener what the events say. */
export function listenerOf({ trace, arrival, passedOver, caughtUp, heard }: Hearing): (event: StreamEvent) => void {
  return ({ id, name, data }) => {
    if (id !== undefined) heard(id)
    if (name === 'message') trace(JSON.parse(data) as Trace)
    else if (name === 'arrival') arrival(JSON.parse(data) as Arrival)
    else if (name === 'passed-over') passedOver(Number(data))
    else if (name === 'caught-up') caughtUp()
  }
}
