/** HTTPS as a relying party speaks it: certificates of whom one trusts, no redirects followed, every exchange kept to be shown. */
import { Agent, request as send } from 'node:https'
import { rootCertificates } from 'node:tls'

export interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What becomes of an answer on its way: nothing, but where it is tried whether the suite notices. */
export type Through = (answer: Answer, sent: Sent) => Answer

/** One request and its answer, as text for people: secrets are cut out. */
export type Exchange = string

const PATIENCE_MS = 30_000
const BODY_MOST_BYTES = 1_000_000

/** Connections shared by all that a run sends. */
export const connections = (certificates: readonly string[]): Agent =>
  new Agent({ keepAlive: true, maxSockets: 16, ca: [...rootCertificates, ...certificates] })

export class Wire {
  readonly exchanges: Exchange[] = []
  readonly #agent: Agent
  readonly #through: Through

  constructor(agent: Agent, through: Through = (answer) => answer) {
    this.#agent = agent
    this.#through = through
  }

  async send(address: string | URL, sent: Sent = {}): Promise<Answer> {
    const url = new URL(address)
    url.hash = ''
    try {
      const answer = this.#through(await this.#exchange(url, sent), sent)
      this.exchanges.push(told(url, sent, answer))
      return answer
    } catch (reason) {
      const what = reason instanceof Error ? reason.message : String(reason)
      this.exchanges.push(`${asked(url, sent)}\n(no answer: ${what})`)
      throw reason
    }
  }

  #exchange(url: URL, { method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const all = { accept: '*/*', ...headers, ...length }
      const request = send(url, { method, headers: all, agent: this.#agent, timeout: PATIENCE_MS }, (incoming) => {
        const chunks: Buffer[] = []
        let bytes = 0
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > BODY_MOST_BYTES) request.destroy(new Error('the answer is too long'))
          else chunks.push(chunk)
        })
        incoming.on('error', reject)
        incoming.on('end', () => {
          const answered = new Headers()
          const raw = incoming.rawHeaders
          for (let n = 0; n + 1 < raw.length; n += 2) answered.append(raw[n] ?? '', raw[n + 1] ?? '')
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ url, status: incoming.statusCode ?? 0, headers: answered, text })
        })
      })
      request.on('timeout', () => request.destroy(new Error(`nothing came within ${PATIENCE_MS / 1000} s`)))
      request.on('error', reject)
      request.end(body)
    })
  }
}

/** A form as the body of a POST. */
export const formOf = (members: Iterable<readonly [string, string]>): Sent => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(Array.from(members, ([name, value]): [string, string] => [name, value])).toString(),
})

const BODY_MOST_SHOWN = 2000

function asked(url: URL, { method = 'GET', headers = {}, body }: Sent): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `> ${name}: ${name === 'authorization' ? hidden(value) : value}`,
  )
  return [`> ${method} ${url.href}`, ...lines, ...(body === undefined ? [] : ['>', `> ${shown(body)}`])].join('\n')
}

function told(url: URL, sent: Sent, { status, headers, text }: Answer): string {
  const lines = [...headers].filter(([name]) => SHOWN.has(name)).map(([name, value]) => `< ${name}: ${value}`)
  return [asked(url, sent), `< ${status}`, ...lines, ...(text === '' ? [] : ['<', shown(text)])].join('\n')
}

const SHOWN = new Set([
  'content-type',
  'location',
  'cache-control',
  'www-authenticate',
  'content-security-policy',
  'set-cookie',
])

const hidden = (credentials: string): string => `${credentials.split(' ', 1)[0]} …`

const shown = (body: string): string => {
  const safe = body.replace(/\b(password|client_secret)=[^&]*/g, '$1=…').replace(/("client_secret":")[^"]*/g, '$1…')
  return safe.length > BODY_MOST_SHOWN ? `${safe.slice(0, BODY_MOST_SHOWN)}… (${safe.length} characters)` : safe
}
