/** A request as a curl command: whatever a peer sent, no shell reads anything into it. */
import { addressWord, jsonWord, shellWord } from '../quoting.ts'
import type { Field, Sendable, Value } from './sendable.ts'

/** One option a line; placeholders are variables of the shell. */
export function asCurl(request: Sendable): string {
  const { method, query, headers, basic, body } = request
  const asData = query.length > 0 && body === undefined
  const lines = [
    `curl --include${method === 'GET' && asData ? ' --get' : ` --request ${method}`} ${addressOf(request, asData)}`,
    ...(basic ? ['--user "$CLIENT_ID:$CLIENT_SECRET"'] : []),
    ...headers.flatMap(headerLine),
    ...(asData ? query.map(dataLine) : []),
    ...(body === undefined
      ? []
      : body.kind === 'form'
        ? body.fields.map(dataLine)
        : [`--data ${jsonBody(body.fields)}`]),
  ]
  return lines.join(' \\\n  ')
}

/** Where curl cannot add the query by itself, it stands in the address. */
function addressOf({ url, query, method }: Sendable, asData: boolean): string {
  if (query.length === 0 || (asData && method === 'GET')) return addressWord(url)
  return `"${url.replace(/[!$`"\\]/g, percent)}?${query.map(inAddress).join('&')}"`
}

const inAddress = ({ name, value }: Field): string =>
  `${encoded(name)}=${'secret' in value ? `$${value.secret}` : encoded(value.text)}`

function headerLine({ name, value }: Field): string[] {
  if ('secret' in value)
    return [`--header "${name}: ${value.secret === 'ACCESS_TOKEN' ? 'Bearer ' : ''}$${value.secret}"`]
  const word = shellWord(`${name}: ${value.text}`)
  return word === undefined ? [] : [`--header ${word}`]
}

/** curl encodes the value; what a shell could misread is encoded here. */
function dataLine({ name, value }: Field): string {
  if ('secret' in value) return `--data-urlencode "${encoded(name)}=$${value.secret}"`
  const word = shellWord(`${encoded(name)}=${value.text}`)
  return word === undefined ? `--data '${encoded(name)}=${encoded(value.text)}'` : `--data-urlencode ${word}`
}

/** A JSON object between single quotes, with variables between double ones. */
const jsonBody = (fields: readonly Field[]): string =>
  `'{${fields.map(({ name, value }) => `${jsonWord(name)}: ${jsonMember(value)}`).join(', ')}}'`

const jsonMember = (value: Value): string =>
  'secret' in value ? `"'"$${value.secret}"'"` : jsonWord(membersIn(value.text))

/** Lists and objects were recorded as their JSON. */
export function membersIn(text: string): unknown {
  if (!/^(?:[[{].*[\]}]|true|false|-?\d+)$/s.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replace(/['()!*]/g, percent)

const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
