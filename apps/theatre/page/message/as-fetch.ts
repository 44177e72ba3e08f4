/** A request as a call of `fetch`: placeholders are constants, to be filled in above it. */
import { jsonWord } from '../quoting.ts'
import { membersIn } from './as-curl.ts'
import { type Field, type Sendable, secretsIn, type Value } from './sendable.ts'

/** JavaScript, for browsers and Node alike. */
export function asFetch(request: Sendable): string {
  const constants = secretsIn(request).map((name) => `const ${name} = '…'`)
  const { method, headers, basic, body } = request
  const options = [
    `method: ${jsonWord(method)},`,
    ...headersOf(basic, headers),
    ...(body === undefined
      ? []
      : [`body: ${body.kind === 'form' ? search(body.fields) : `JSON.stringify(${object(body.fields)})`},`]),
    `redirect: "manual",`,
  ]
  const call = [`const response = await fetch(${addressOf(request)}, {`, ...options.map((line) => `  ${line}`), '})']
  return [...constants, ...call, 'console.log(response.status, await response.text())'].join('\n')
}

const addressOf = ({ url, query }: Sendable): string =>
  query.length === 0 ? jsonWord(url) : `${jsonWord(`${url}?`)} + ${search(query)}`

const BASIC = '"Basic " + btoa(encodeURIComponent(CLIENT_ID) + ":" + encodeURIComponent(CLIENT_SECRET))'

function headersOf(basic: boolean, headers: readonly Field[]): string[] {
  const rows = headers.map(({ name, value }) => `    ${jsonWord(name)}: ${headerValue(value)},`)
  const all = basic ? [`    Authorization: ${BASIC},`, ...rows] : rows
  return all.length === 0 ? [] : ['headers: {', ...all.map((row) => row.slice(2)), '},']
}

const headerValue = (value: Value): string =>
  'secret' in value && value.secret === 'ACCESS_TOKEN' ? '"Bearer " + ACCESS_TOKEN' : textOf(value)

const textOf = (value: Value): string => ('secret' in value ? value.secret : jsonWord(value.text))

/** Names may come more than once. */
const search = (fields: readonly Field[]): string =>
  `new URLSearchParams([${fields.map(({ name, value }) => `[${jsonWord(name)}, ${textOf(value)}]`).join(', ')}])`

const object = (fields: readonly Field[]): string =>
  `{ ${fields
    .map(
      ({ name, value }) => `${jsonWord(name)}: ${'secret' in value ? value.secret : jsonWord(membersIn(value.text))}`,
    )
    .join(', ')} }`
