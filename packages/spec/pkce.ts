/** Proof Key for Code Exchange (RFC 7636), S256 only, as OAuth 2.1 has it. */
import { check, defineRules } from './check.ts'
import type { Params } from './params.ts'

export const rules = defineRules('pkce', {
  required: ['RFC7636-4.4.1', 'invalid_request', 'code_challenge must be present'],
  method: ['RFC7636-4.3', 'invalid_request', 'code_challenge_method must be S256'],
  challengeSyntax: ['RFC7636-4.2', 'invalid_request', 'code_challenge must be 43 characters of base64url'],
  methodNeedsChallenge: [
    'RFC7636-4.3',
    'invalid_request',
    'code_challenge must be present where code_challenge_method is',
  ],
  verifierSyntax: ['RFC7636-4.1', 'invalid_request', 'code_verifier must be 43 to 128 unreserved characters'],
  verifierPresent: [
    'RFC7636-4.6',
    'invalid_grant',
    'code_verifier must be present where the authorization request had a code_challenge',
  ],
  verifierExpected: [
    'RFC9700-2.1.1',
    'invalid_grant',
    'code_verifier must not be sent where the authorization request had no code_challenge',
  ],
  verifierMatches: ['RFC7636-4.6', 'invalid_grant', 'code_verifier must hash to the code_challenge'],
})

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * The challenge of an authorization request, or `undefined` where the client need not send one and did not.
 * A missing method means `plain` (RFC 7636 §4.3) and is refused like any other than S256.
 * @throws {Refusal} `pkce.required`, `pkce.method`, `pkce.challengeSyntax`, `pkce.methodNeedsChallenge`
 */
export function codeChallengeOf(params: Params, required: boolean): string | undefined {
  const challenge = params.get('code_challenge')
  const method = params.get('code_challenge_method')
  check(rules.required, challenge !== undefined || !required, { parameter: 'code_challenge' })
  check(rules.methodNeedsChallenge, challenge !== undefined || method === undefined, { parameter: 'code_challenge' })
  if (challenge === undefined) return undefined
  check(rules.method, method === 'S256', { parameter: 'code_challenge_method', expected: 'S256', received: method })
  check(rules.challengeSyntax, CHALLENGE.test(challenge), {
    parameter: 'code_challenge',
    received: `${challenge.length} characters`,
  })
  return challenge
}

/** A new verifier: 256 random bits (RFC 7636 §4.1). */
export function createCodeVerifier(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** BASE64URL(SHA256(ASCII(verifier))) (RFC 7636 §4.2). */
export async function codeChallengeS256(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
}

export const isCodeVerifier = (text: string): boolean => VERIFIER.test(text)

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
