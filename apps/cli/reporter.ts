/** What the supervisor says: one line an event, the children's lines under their names, and on a terminal a status line below. */
import { styleText } from 'node:util'
import { createLog } from '@sightglass/process/log'

export type Colour = 'magenta' | 'cyan' | 'green' | 'yellow' | 'blue'
export type State = 'waiting' | 'starting' | 'up' | 'down' | 'stopping' | 'stopped'

interface Named {
  readonly name: string
  readonly colour: Colour
}

export interface Reporter {
  /** Something happened to a service. */
  event(service: Named, text: string, trouble?: boolean): void
  /** A line that a service wrote. */
  output(service: Named, line: string): void
  state(service: Named, state: State): void
  /** A message of the supervisor itself; may have several lines. */
  say(text: string): void
  /** Takes the status line away. */
  end(): void
}

const MARKS: Readonly<Record<State, string>> = {
  waiting: styleText('gray', '○'),
  starting: styleText('yellow', '◐'),
  up: styleText('green', '●'),
  down: styleText('red', '✕'),
  stopping: styleText('yellow', '◑'),
  stopped: styleText('gray', '○'),
}

interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** For people. */
export function textReporter(out: Output = process.stdout): Reporter {
  const states = new Map<string, string>()
  const clear = out.isTTY === true ? '\r\u001b[2K' : ''
  let ended = false
  const statusLine = () => (ended || out.isTTY !== true ? '' : [...states.values()].join('   '))
  const line = (text: string) => void out.write(`${clear}${text}\n${statusLine()}`)
  const prefix = ({ name, colour }: Named) => styleText(colour, `${name.padEnd(4)} │`)
  return {
    event: (service, text, trouble = false) => line(`${prefix(service)} ${styleText(trouble ? 'red' : 'bold', text)}`),
    output: (service, text) => line(`${prefix(service)} ${text}`),
    state: ({ name, colour }, state) => {
      states.set(name, `${MARKS[state]} ${styleText(colour, name)} ${state}`)
      if (out.isTTY === true) out.write(`${clear}${statusLine()}`)
    },
    say: line,
    end: () => {
      ended = true
      if (out.isTTY === true) out.write(clear)
    },
  }
}

/** For programs: events are JSON lines too, and the children's lines pass as they are. */
export function jsonReporter(): Reporter {
  const log = createLog('supervisor', { logFormat: 'json' })
  return {
    event: ({ name }, text, trouble = false) => log[trouble ? 'error' : 'info']({ service: name }, text),
    output: (_service, text) => void process.stdout.write(`${text}\n`),
    state: ({ name }, state) => log.debug({ service: name, state }, 'state'),
    say: (text) => log.info(text),
    end: () => {},
  }
}
