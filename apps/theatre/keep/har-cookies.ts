/** The cookies of a HAR, read of the headers that were recorded, their values withheld. */
import type { Pair } from './har-body.ts'

interface HarCookie extends Pair {
  readonly path?: string
  readonly domain?: string
  readonly httpOnly?: true
  readonly secure?: true
}

const allOf = (headers: readonly Pair[], header: RegExp): string[] =>
  headers.filter(({ name }) => header.test(name)).map(({ value }) => value)

const pairOf = (text: string): Pair => {
  const [name = '', value = ''] = text.split(/=(.*)/s)
  return { name: name.trim(), value }
}

/** Those that a request brings along. */
export const cookiesSent = (headers: readonly Pair[]): HarCookie[] =>
  allOf(headers, /^cookie$/i).flatMap((value) => value.split(/;\s*/).filter(Boolean).map(pairOf))

/** Those that an answer sets. */
export const cookiesSet = (headers: readonly Pair[]): HarCookie[] => allOf(headers, /^set-cookie$/i).map(cookieOf)

function cookieOf(header: string): HarCookie {
  const [pair = '', ...attributes] = header.split(/;\s*/)
  const given = new Map(attributes.map(pairOf).map(({ name, value }) => [name.toLowerCase(), value]))
  const [path, domain] = [given.get('path'), given.get('domain')]
  return {
    ...pairOf(pair),
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    ...(given.has('httponly') && { httpOnly: true }),
    ...(given.has('secure') && { secure: true }),
  }
}
