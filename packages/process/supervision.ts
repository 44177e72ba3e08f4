/** What a process and its supervisor tell each other, over the IPC channel that the supervisor opens to each child. */
import { MOST_STOP_DELAY_SECONDS, stopLimitMs } from './stop.ts'

/** Tells a server who looks after it, as its environment variable: the pid. */
export const SUPERVISOR_VARIABLE = 'SIGHTGLASS_SUPERVISOR_PID'

/** From a child, once for each port that it has. */
export interface Listening {
  readonly listening: number
}

// A stop that hangs must not leave a process that nobody looks after.
const ORPHAN_MS = stopLimitMs(MOST_STOP_DELAY_SECONDS)

/** When the channel of the supervisor closes, whatever ended it, we stop as if asked to. */
export function dieWithSupervisor(): void {
  const stop = () => {
    setTimeout(() => process.exit(1), ORPHAN_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  }
  if (process.channel === undefined && process.connected === undefined) return
  // It may be gone already: modules take their time to load.
  if (process.connected === false) stop()
  else process.once('disconnect', stop)
  process.channel?.unref()
}

/** Says that the port is ours; nothing happens in a process that nobody supervises. */
export function tellListening(port: number): void {
  // Other parents have channels too, and the variable is inherited: the supervisor is a parent that named itself.
  if (process.env[SUPERVISOR_VARIABLE] !== String(process.ppid) || !process.connected) return
  // A supervisor that went away meanwhile is noticed by the end of its channel.
  process.send?.({ listening: port } satisfies Listening, () => {})
}

/** The port that a child says is its own; undefined for any other message. */
export function listeningPort(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('listening' in message)) return undefined
  return typeof message.listening === 'number' ? message.listening : undefined
}
