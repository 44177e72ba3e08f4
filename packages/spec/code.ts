/** The authorization code (RFC 6749 §4.1.2–4.1.3, OAuth 2.1 §4.1.3): what the one who redeems it has to prove. */
import { check, defineNotes, defineRules } from './check.ts'

export const CODE_LIFETIME_SECONDS = 60

export const rules = defineRules('code', {
  known: ['RFC6749-5.2', 'invalid_grant', 'code must be one that this server issued'],
  clientBound: ['RFC6749-4.1.3', 'invalid_grant', 'code must have been issued to the client that presents it'],
  redirectUri: [
    'RFC6749-4.1.3',
    'invalid_grant',
    'redirect_uri must be identical to the one of the authorization request',
  ],
  unburnt: [
    'RFC9700-4.5.3.1',
    'invalid_grant',
    'code must not have been tried with a wrong code_verifier or redirect_uri before',
  ],
  unused: ['RFC6749-4.1.2', 'invalid_grant', 'code must not be used more than once'],
  alive: ['RFC6749-4.1.2', 'invalid_grant', 'code must not have expired'],
})

export const notes = defineNotes('code', {
  issued: ['RFC6749-4.1.2', 'an authorization code was issued'],
  redeemed: ['RFC6749-4.1.3', 'the code was marked as used'],
  burnt: ['RFC9700-4.5.3.1', 'the code was burnt: nobody can try another verifier'],
  replayRevoked: ['RFC6749-4.1.2', 'the code was used before: the grant and all it gave were revoked'],
})

/** What is known of a code, as the authorization request left it and as its uses changed it. Times in seconds. */
export interface IssuedCode {
  readonly hash: string
  readonly redirectUri: string
  readonly codeChallenge?: string
  readonly nonce?: string
  readonly expiresAt: number
  readonly usedAt?: number
  readonly burntAt?: number
}

/** What the token request presents. */
export interface PresentedCode {
  readonly clientId: string
  readonly hash: string
  readonly redirectUri: string | undefined
  /** S256 of the `code_verifier` sent, `undefined` where none was. */
  readonly verifierChallenge: string | undefined
}

/** Each rule of the code, looked at on its own; `undefined` of a challenge that neither side has counts as matching. */
export interface CodeFindings {
  readonly known: boolean
  readonly clientBound: boolean
  readonly redirectUri: boolean
  readonly verifierPresent: boolean
  readonly verifierExpected: boolean
  readonly verifierMatches: boolean
  readonly unburnt: boolean
  readonly unused: boolean
  readonly alive: boolean
  readonly notRevoked: boolean
}

export interface CodeState {
  readonly clientId: string
  /** Absent where the grant never had one. */
  readonly code: IssuedCode | undefined
  readonly revoked: boolean
}

/** Looks at every rule; pure, so that the store may ask again. */
export function findingsOf(state: CodeState | undefined, presented: PresentedCode, now: number): CodeFindings {
  const code = state?.code
  const challenge = code?.codeChallenge
  const sent = presented.verifierChallenge
  return {
    known: code !== undefined && code.hash === presented.hash,
    clientBound: state?.clientId === presented.clientId,
    // OAuth 2.1 no longer sends it; without PKCE nothing else ties the code to the request.
    redirectUri:
      presented.redirectUri === undefined ? challenge !== undefined : presented.redirectUri === code?.redirectUri,
    verifierPresent: challenge === undefined || sent !== undefined,
    verifierExpected: challenge !== undefined || sent === undefined,
    verifierMatches: challenge === sent,
    unburnt: code?.burntAt === undefined,
    unused: code?.usedAt === undefined,
    alive: code !== undefined && now < code.expiresAt,
    notRevoked: state?.revoked === false,
  }
}

export type CodeEffect = 'none' | 'burn' | 'use' | 'revoke'

/**
 * What the findings do to the grant. Another client's try does nothing; a wrong verifier or redirect URI burns an unused code
 * and revokes nothing; a replay that is right in everything else revokes the grant; only a code without fault is used.
 */
export function effectOf(found: CodeFindings): CodeEffect {
  if (!found.known || !found.clientBound || !found.notRevoked) return 'none'
  const proven = found.redirectUri && found.verifierPresent && found.verifierExpected && found.verifierMatches
  if (!found.unused) return proven ? 'revoke' : 'none'
  if (!proven) return found.unburnt ? 'burn' : 'none'
  return found.unburnt && found.alive ? 'use' : 'none'
}

type PkceRules = Readonly<
  Record<'verifierPresent' | 'verifierExpected' | 'verifierMatches', Parameters<typeof check>[0]>
>

interface CodeSeen {
  readonly code: IssuedCode | undefined
  readonly presented: PresentedCode
  readonly now: number
}

/**
 * Speaks after the effect is committed: the first rule that does not hold refuses.
 * @throws {Refusal} `code.*`, `pkce.verifier*`
 */
export function checkCode(found: CodeFindings, pkce: PkceRules, { code, presented, now }: CodeSeen): void {
  check(rules.known, found.known)
  check(rules.clientBound, found.clientBound)
  const redirectUris = { expected: code?.redirectUri, received: presented.redirectUri }
  check(rules.redirectUri, found.redirectUri, { parameter: 'redirect_uri', ...redirectUris })
  check(pkce.verifierPresent, found.verifierPresent, { parameter: 'code_verifier' })
  check(pkce.verifierExpected, found.verifierExpected, { parameter: 'code_verifier' })
  // What the verifier hashes to is as public as the challenge.
  const challenges = { expected: code?.codeChallenge, received: presented.verifierChallenge }
  check(pkce.verifierMatches, found.verifierMatches, { parameter: 'code_verifier', ...challenges })
  check(rules.unburnt, found.unburnt)
  check(rules.unused, found.unused)
  check(rules.alive, found.alive, { expected: `before ${code?.expiresAt}`, received: now })
}
