/** The bodies of a HAR, rebuilt of the parameters that were recorded. */

export interface Pair {
  readonly name: string
  readonly value: string
}

/** The members that the specifications make numbers of, where a text of digits would be another value. */
const numbers = new Set(
  `expires_in interval exp iat nbf auth_time updated_at client_id_issued_at client_secret_expires_at default_max_age
   created_at expires_at`.split(/\s+/),
)

/** Recorded was the text of a member: of what is neither text nor masked, its JSON. */
function memberOf({ name, value }: Pair): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  if (numbers.has(name) && /^\d+(?:\.\d+)?$/.test(value)) return Number(value)
  return /^[[{]/.test(value) ? parsed(value) : value
}

/** Nothing longer is ever recorded whole; a file may hold JSON so deep that it could not be written again. */
const MOST_JSON_CHARACTERS = 4096

/** What was cut, or only looks like JSON, is text. */
function parsed(value: string): unknown {
  if (value.length > MOST_JSON_CHARACTERS) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const jsonOf = (members: readonly Pair[]): string =>
  JSON.stringify(Object.fromEntries(members.map((member) => [member.name, memberOf(member)])))

/** As `application/x-www-form-urlencoded`, which queries are as well. */
export const formOf = (members: readonly Pair[]): string =>
  new URLSearchParams(members.map(({ name, value }) => [name, value])).toString()

export const typeOf = (headers: readonly Pair[]): string | undefined =>
  headers.find(({ name }) => /^content-type$/i.test(name))?.value

/** Of a form both its parameters and its text, as browsers export it: some tools read the one, some the other. */
export function postedOf(mimeType: string | undefined, params: readonly Pair[]): object {
  if (mimeType?.startsWith('application/json')) return { mimeType, params: [], text: jsonOf(params) }
  return { mimeType: mimeType ?? 'application/x-www-form-urlencoded', params, text: formOf(params) }
}

export function contentOf(type: string | undefined, members: readonly Pair[]): object {
  if (members.length === 0)
    return { size: 0, mimeType: type ?? 'x-unknown', ...(type !== undefined && { comment: 'Not recorded.' }) }
  const text = jsonOf(members)
  return { size: new TextEncoder().encode(text).length, mimeType: type ?? 'application/json', text }
}
