/** `response_type`: what the browser brings back. Its words have no order (OAuth 2.0 Multiple Response Types, OIDC Core §3). */

/** As OpenID Connect spells them. All but the first carry tokens through the browser: OAuth 2.1 dropped them. */
export const responseTypes = [
  'code',
  'id_token',
  'token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const
export type ResponseType = (typeof responseTypes)[number]

export interface ResponseParts {
  readonly code: boolean
  readonly idToken: boolean
  readonly token: boolean
}

/** `undefined` for what is none of them; a word twice is none. */
export function responseTypeOf(text: string): ResponseType | undefined {
  const sorted = wordsOf(text)
  return responseTypes.find((type) => wordsOf(type) === sorted)
}

export function partsOf(type: ResponseType): ResponseParts {
  const words = type.split(' ')
  return { code: words.includes('code'), idToken: words.includes('id_token'), token: words.includes('token') }
}

const wordsOf = (text: string): string => text.split(' ').toSorted().join(' ')
