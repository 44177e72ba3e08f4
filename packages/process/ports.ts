/** Whether a port can be had, and who holds it where the system shows that. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { SUPERVISOR_VARIABLE } from './supervision.ts'

export interface Process {
  readonly pid: number
  /** The command line, shortened. */
  readonly command: string
}

export interface Holder extends Process {
  /** Who started the holder and would start it again: the one to stop. Only of our own supervisor. */
  readonly supervisor?: Process
}

/** Who listens on a TCP port: by /proc on Linux; undefined elsewhere, or where the process is another user's. */
export function holderOfPort(port: number): Holder | undefined {
  if (process.platform !== 'linux') return undefined
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeners(table, port)))
  if (sockets.size === 0) return undefined
  for (const pid of readable(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))) {
    const descriptors = readable(() => readdirSync(`/proc/${pid}/fd`), [])
    const holds = descriptors.some((fd) => sockets.has(readable(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')))
    if (holds) return { pid: Number(pid), command: commandOf(pid), ...supervisorOf(pid) }
  }
  return undefined
}

const LISTENING = '0A'

/** The sockets, as /proc/pid/fd names them, that listen on the port. */
function listeners(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readable(() => readFileSync(table, 'utf8'), '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) === true && state === LISTENING)
    .map((columns) => `socket:[${columns[9]}]`)
}

/** The variable alone proves nothing: it is inherited, and the pid may be another process's by now. */
function supervisorOf(pid: string): Pick<Holder, 'supervisor'> {
  const environment = readable(() => readFileSync(`/proc/${pid}/environ`, 'utf8'), '').split('\0')
  const [, parent] = /^PPid:\s*(\d+)$/m.exec(readable(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '')) ?? []
  if (parent === undefined || !environment.includes(`${SUPERVISOR_VARIABLE}=${parent}`)) return {}
  return { supervisor: { pid: Number(parent), command: commandOf(parent) } }
}

function commandOf(pid: string): string {
  const words = readable(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '')
    .split('\0')
    .join(' ')
    .trim()
  const command = words === '' ? readable(() => readFileSync(`/proc/${pid}/comm`, 'utf8'), 'unknown').trim() : words
  return command.length > 120 ? `${command.slice(0, 119)}…` : command
}

function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    // Processes come and go, and those of others stay closed.
    return otherwise
  }
}

/** The addresses behind a host to listen on: `localhost` is both loopbacks, since clients try either first. */
export function listenAddresses(host: string): readonly [string, ...string[]] {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
}

/** True for a machine without the second loopback: no reason to fail. */
export function isMissingLoopback(address: string, code: string | undefined): boolean {
  return address === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')
}

export interface PortProblem {
  readonly port: number
  readonly code: string
  /** One line: what is wrong and, where known, who is the cause. */
  readonly message: string
  readonly holder: Holder | undefined
}

/** Tries to listen for a moment; undefined means that the port can be had. Port 0 always can. */
export async function portProblem(host: string, port: number): Promise<PortProblem | undefined> {
  for (const address of port === 0 ? [] : listenAddresses(host)) {
    const code = await tryToListen(address, port)
    if (code !== undefined && !isMissingLoopback(address, code)) return describePort(host, port, code)
  }
  return undefined
}

function tryToListen(address: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (reason: NodeJS.ErrnoException) => resolve(reason.code ?? 'EUNKNOWN'))
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** Words for what `listen` refused. */
export function describePort(host: string, port: number, code: string): PortProblem {
  const holder = code === 'EADDRINUSE' ? holderOfPort(port) : undefined
  return { port, code, holder, message: messageOf(host, port, code, holder) }
}

function messageOf(host: string, port: number, code: string, holder: Holder | undefined): string {
  switch (code) {
    case 'EADDRINUSE':
      if (holder === undefined) return `port ${port} is taken by another process, which the system does not show`
      if (holder.supervisor !== undefined) {
        const { pid, command } = holder.supervisor
        return `port ${port} is taken: npm start is already running, pid ${pid} (${command})`
      }
      return `port ${port} is taken by process ${holder.pid} (${holder.command})`
    case 'EACCES':
      return `port ${port} needs privileges that this user does not have`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `cannot listen on ${host}: this machine does not have that address`
    default:
      return `cannot listen on ${host} port ${port}: ${code}`
  }
}
