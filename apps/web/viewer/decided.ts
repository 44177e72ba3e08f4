/** What a message decided, in plain words: two or three sentences for its card. The checks behind them are folded. */
import type { Shown } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import type { MessageKind } from '@sightglass/ui/message-kind'
import type { Say } from './model.ts'

interface Row {
  /** Names its words. */
  readonly name: string
  /** The checks that must have held, and the notes that must have been made. */
  readonly needs: readonly string[]
  readonly kinds?: readonly MessageKind[]
  /** It tells what comes next, or would come, and not what was found right. */
  readonly ahead?: true
}

export interface Decided {
  readonly words: string
  readonly state: 'right' | 'ahead'
}

const PAGES = ['login-page', 'consent-page'] as const

export const decidedRows: readonly Row[] = [
  { name: 'ownForm', needs: ['web.formToken'] },
  { name: 'ownForm', needs: ['interaction.formToken'] },
  { name: 'sameBrowser', needs: ['interaction.sameBrowser'], kinds: PAGES },
  { name: 'issuer', needs: ['metadata.issuer'], kinds: ['metadata'] },
  { name: 'issuer', needs: ['resource-server.metadataIssuer'], kinds: ['metadata'] },
  { name: 'keys', needs: ['keys-response.set'], kinds: ['key-set'] },
  { name: 'keys', needs: ['resource-server.jwks'], kinds: ['key-set'] },
  { name: 'known', needs: ['authorize-client.known', 'redirect.registered'], kinds: ['authorize'] },
  { name: 'challenge', needs: ['pkce.challengeSyntax'] },
  { name: 'password', needs: ['login.succeeded'] },
  { name: 'given', needs: ['consent.given'] },
  { name: 'signedIn', needs: ['authorize.sessionUsed'] },
  { name: 'agreed', needs: ['authorize.consentRemembered'] },
  { name: 'nextLogin', needs: ['authorize.login'], ahead: true },
  { name: 'nextConsent', needs: ['authorize.consent'], ahead: true },
  { name: 'codeIssued', needs: ['code.issued'] },
  { name: 'returned', needs: ['web.loginBrowser', 'authorization-response.state'] },
  { name: 'fromIssuer', needs: ['authorization-response.issuer'] },
  { name: 'codeAlone', needs: ['authorization-response.codeOnly', 'authorization-response.oneOutcome'] },
  { name: 'client', needs: ['client.secret'] },
  { name: 'clientPublic', needs: ['client.public'] },
  { name: 'clientAssertion', needs: ['client-assertion.unused'] },
  { name: 'codeFits', needs: ['code.known', 'code.clientBound', 'code.redirectUri', 'pkce.verifierMatches'] },
  { name: 'codeFresh', needs: ['code.unused', 'code.alive', 'code.redeemed'] },
  { name: 'codeBurnt', needs: ['code.burnt'], ahead: true },
  { name: 'refreshFits', needs: ['refresh.genuine', 'refresh.clientBound', 'grant.notRevoked', 'grant.sessionLives'] },
  { name: 'refreshKept', needs: ['refresh.kept', 'refresh.alive'] },
  { name: 'refreshKeptReturns', needs: ['refresh.kept', 'refresh.alive'], ahead: true },
  { name: 'refreshRotated', needs: ['refresh.rotated'] },
  { name: 'refreshRotatedReturns', needs: ['refresh.rotated'], ahead: true },
  { name: 'refreshRepeated', needs: ['refresh.repeated'] },
  { name: 'refreshLost', needs: ['refresh.lostAnswer'] },
  { name: 'tokenFits', needs: ['access-token.signature', 'access-token.aud', 'access-token.exp', 'bearer.scope'] },
  {
    name: 'userinfoFits',
    needs: [
      'access-token.signature',
      'access-token.aud',
      'access-token.exp',
      'userinfo.openid',
      'userinfo.grantStands',
    ],
  },
  { name: 'sameSubject', needs: ['userinfo-response.subject'] },
  { name: 'deviceIssued', needs: ['device.issued'] },
  { name: 'devicePending', needs: ['device.pending'], ahead: true },
  { name: 'deviceEntered', needs: ['device.entered'] },
  { name: 'deviceAllowed', needs: ['device.approved'], kinds: ['device'] },
  { name: 'deviceRefused', needs: ['device.refused'], kinds: ['device'] },
  { name: 'deviceFits', needs: ['device.clientBound', 'device.unused', 'device.redeemed'], kinds: ['device-poll'] },
  { name: 'passwordGrant', needs: ['password.credentials', 'legacy.password'] },
  { name: 'revokedGrant', needs: ['revocation.grant'] },
  { name: 'revokedToken', needs: ['revocation.token'] },
  { name: 'revokedNothing', needs: ['revocation.unknown'] },
  { name: 'active', needs: ['introspection.active'] },
  { name: 'inactive', needs: ['introspection.unknown'] },
  { name: 'inactive', needs: ['introspection.refreshToken'] },
  { name: 'inactive', needs: ['introspection.ended'] },
]

const decided = (words: string, state: Decided['state'] = 'right'): Decided => ({ words, state })

/** Sentences; none where nothing was decided that is worth telling. */
export function decidedIn(told: Told, kind: MessageKind, say: Say, locale: string): Decided[] {
  const { looks } = told
  const held = new Set(looks.flatMap((look) => (look.kind === 'note' ? look.note : look.held ? look.rule : [])))
  const rows = decidedRows.filter(
    ({ needs, kinds }) => needs.every((need) => held.has(need)) && (kinds?.includes(kind) ?? true),
  )
  const alive = looks.find((look) => look.kind === 'check' && look.rule === 'refresh.alive')
  const until = clockOf(Number(alive?.expected?.replace(/\D/g, '')), locale)
  const sentences = rows.map(({ name, ahead }) => decided(say(`decided.${name}`, { until }), ahead ? 'ahead' : 'right'))
  return kind === 'tokens' ? [...tokensIn(told, held, say, locale), ...sentences] : sentences
}

const TOKENS = ['access_token', 'id_token', 'refresh_token'] as const

/** Which tokens came, and what the client found of them. */
function tokensIn(told: Told, held: ReadonlySet<string>, say: Say, locale: string): Decided[] {
  const { parameters, request, at } = told
  const until = clockOf(at + Number(sentValue(parameters, 'expires_in')), locale)
  const came = TOKENS.filter((name) => sentValue(parameters, name) !== undefined)
  const tokens = came.map((name) => say(`decided.tokens.${name}`, { until })).join(', ')
  const again = !('call' in request) && sentValue(request.parameters, 'grant_type') === 'refresh_token'
  const idToken = ['id-token.signature', 'id-token.iss', 'id-token.aud', 'id-token.exp'].every((rule) => held.has(rule))
  return [
    decided(say(again ? 'decided.newTokens' : 'decided.tokens', { tokens })),
    ...(again && !came.includes('refresh_token') ? [decided(say('decided.sameRefresh'))] : []),
    ...(idToken ? [decided(say(held.has('id-token.nonce') ? 'decided.idTokenNonce' : 'decided.idToken'))] : []),
    ...(held.has('id-token-refresh.subject') ? [decided(say('decided.samePerson'))] : []),
  ]
}

const sentValue = (parameters: readonly Shown[], wanted: string): string | undefined =>
  parameters.find(({ name }) => name === wanted)?.value

/** With the day where that is not today. */
function clockOf(seconds: number, locale: string): string {
  if (!Number.isFinite(seconds)) return '?'
  const at = new Date(seconds * 1000)
  return at.toDateString() === new Date().toDateString() ? at.toLocaleTimeString(locale) : at.toLocaleString(locale)
}
