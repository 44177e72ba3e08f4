/** What a client sends that is played by hand: forms to endpoints, tokens to resources, and a proof key of its own. */
import { createHash, randomBytes } from 'node:crypto'
import { VisitFailure } from '@sightglass/visitor'
import type { Actor } from './actor.ts'

type Values = Readonly<Record<string, string>>

/** An answer with a body in JSON, or with none. */
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What of a token answer is needed to go on. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly idToken: string
}

/** Posts a form, as clients do at every endpoint of theirs. */
export async function post(actor: Actor, url: string, form: Values, headers: Values = {}): Promise<Answered> {
  return await answerOf(await actor.ask(url, { method: 'POST', body: new URLSearchParams(form), headers }))
}

/** Client authentication in the header (RFC 6749 §2.3.1). */
export const basic = (clientId: string, clientSecret: string): Values => ({
  authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
})

export const bearer = (token: string): Values => ({ authorization: `Bearer ${token}` })

/** Calls a resource with a token. */
export async function call(actor: Actor, url: string, token: string): Promise<Answered> {
  return await answerOf(await actor.ask(url, { headers: bearer(token) }))
}

/** Reads a body, which is JSON wherever it is not empty. */
export async function answerOf(response: Response): Promise<Answered> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: isJson ? (JSON.parse(text) as Answered['body']) : {} }
}

/**
 * The answer, where it is the one that must come.
 * @throws {VisitFailure} where it is another.
 */
export function expecting(answer: Answered, status: number, error?: string): Answered {
  const { error: told, error_description: why } = answer.body
  if (answer.status === status && (error === undefined || told === error)) return answer
  const words = [told, why].filter((one) => typeof one === 'string').join(': ')
  throw new VisitFailure(`an answer of ${error ?? status} was expected, and it was ${answer.status} ${words}`.trim())
}

/**
 * The tokens of an answer; what it does not have is empty.
 * @throws {VisitFailure} where it is a refusal.
 */
export function tokensIn(answer: Answered): Tokens {
  const { access_token, refresh_token, id_token } = expecting(answer, 200).body
  return { accessToken: textOf(access_token), refreshToken: textOf(refresh_token), idToken: textOf(id_token) }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A new value that nobody can guess. */
export const fresh = (): string => randomBytes(32).toString('base64url')

export interface ProofKey {
  readonly verifier: string
  readonly challenge: string
}

/** A verifier for one login, and its challenge (RFC 7636). */
export function proofKey(): ProofKey {
  const verifier = fresh()
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
