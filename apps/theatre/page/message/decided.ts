/** What a message decided, in plain words: two or three sentences for its card. The checks behind them are folded. */
import type { Shown } from '@sightglass/trace'
import { clockOf } from '../moments.ts'
import { failedOf, turnedBackBy } from '../play/failures.ts'
import type { StagedKind } from '../play/kinds.ts'
import type { Staged } from '../play/play.ts'
import { type DecidedWord, sayDecided } from './decided-words.ts'

interface Row {
  /** Names its words. */
  readonly name: DecidedWord
  /** The checks that must have held, and the notes that must have been made. */
  readonly needs: readonly string[]
  readonly kinds?: readonly StagedKind[]
  /** The check that must not have held. */
  readonly unless?: string
  /** It tells what comes next or would come, what went wrong, or what proves nothing; default: what was found right. */
  readonly state?: Decided['state']
}

export interface Decided {
  readonly words: string
  readonly state: 'right' | 'ahead' | 'wrong' | 'open'
}

/** What has to show who sends it, where a client proves nothing. */
function publicRows(): Row[] {
  const [needs, state] = [['client.public'], 'open'] as const
  const known: readonly (readonly [DecidedWord, ...StagedKind[]])[] = [
    ['clientPublicRefresh', 'refresh'],
    ['clientPublicPassword', 'password'],
    ['clientPublicDevice', 'device-poll'],
    ['clientPublicToken', 'revoke', 'introspect'],
    ['clientPublic', 'token', 'client-credentials', 'device-authorization', 'register'],
  ]
  return [
    { name: 'clientPublicCode', needs: [...needs, 'pkce.verifierMatches'], kinds: ['redeem'], state },
    { name: 'clientPublic', needs, unless: 'pkce.verifierMatches', kinds: ['redeem'], state },
    ...known.map(([name, ...kinds]) => ({ name, needs, kinds, state })),
  ]
}

const PAGES = ['login-page', 'consent-page'] as const

const rows: readonly Row[] = [
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
  { name: 'nextLogin', needs: ['authorize.login'], state: 'ahead' },
  { name: 'nextConsent', needs: ['authorize.consent'], state: 'ahead' },
  { name: 'codeIssued', needs: ['code.issued'] },
  { name: 'returned', needs: ['web.loginBrowser', 'authorization-response.state'] },
  { name: 'fromIssuer', needs: ['authorization-response.issuer'] },
  { name: 'codeAlone', needs: ['authorization-response.codeOnly', 'authorization-response.oneOutcome'] },
  { name: 'client', needs: ['client.secret'] },
  ...publicRows(),
  { name: 'clientAssertion', needs: ['client-assertion.unused'] },
  { name: 'codeFits', needs: ['code.known', 'code.clientBound', 'code.redirectUri', 'pkce.verifierMatches'] },
  { name: 'codeFresh', needs: ['code.unused', 'code.alive', 'code.redeemed'] },
  { name: 'codeBurnt', needs: ['code.burnt'], state: 'ahead' },
  { name: 'theft', needs: ['refresh.theft'], state: 'wrong' },
  { name: 'codeReplayed', needs: ['code.replayRevoked'], state: 'wrong' },
  { name: 'deviceReplayed', needs: ['device.replayRevoked'], state: 'wrong' },
  {
    name: 'refreshFits',
    needs: ['refresh.genuine', 'refresh.clientBound', 'grant.notRevoked', 'grant.sessionLives'],
    unless: 'refresh.theft',
  },
  { name: 'refreshKept', needs: ['refresh.kept', 'refresh.alive'] },
  { name: 'refreshKeptReturns', needs: ['refresh.kept', 'refresh.alive'], state: 'ahead' },
  { name: 'refreshRotated', needs: ['refresh.rotated'] },
  { name: 'refreshRotatedReturns', needs: ['refresh.rotated'], state: 'ahead' },
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
  { name: 'devicePending', needs: ['device.pending'], state: 'ahead' },
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

/** The ids of all that sentences follow from. */
export const decidedNeeds: readonly string[] = rows.flatMap(({ needs }) => needs)

const decided = (words: string, state: Decided['state'] = 'right'): Decided => ({ words, state })

/** Sentences; none where nothing was decided that is worth telling. */
export function decidedIn(message: Staged, kind: StagedKind): Decided[] {
  const { looks } = message
  const held = new Set(looks.flatMap((look) => (look.kind === 'note' ? look.note : look.held ? look.rule : [])))
  const fitting = rows.filter(
    ({ needs, kinds, unless = '' }) =>
      needs.every((need) => held.has(need)) && !held.has(unless) && (kinds?.includes(kind) ?? true),
  )
  const alive = looks.find((look) => look.kind === 'check' && look.rule === 'refresh.alive')
  const until = clockOf(Number(alive?.expected?.replace(/\D/g, '')))
  const sentences = fitting.map(({ name, state }) => decided(sayDecided(name, { until }), state))
  const all = [...(kind === 'tokens' ? tokensIn(message, held) : []), ...failuresIn(message), ...sentences]
  return [...all.filter(isWrong), ...all.filter((one) => !isWrong(one))]
}

const isWrong = ({ state }: Decided): boolean => state === 'wrong'

/** That a check failed belongs to what came of it, whatever else held. */
function failuresIn(message: Staged): Decided[] {
  const failed = failedOf(message)
  if (failed.length === 0) return []
  if (turnedBackBy(message).length > 0) return [decided(sayDecided('turnedBack'), 'wrong')]
  return [decided(sayDecided(failed.some(({ rule }) => rule === message.off) ? 'spared' : 'tooEarly'), 'wrong')]
}

const TOKENS = ['access_token', 'id_token', 'refresh_token'] as const

/** Which tokens came, and what the client found of them. */
function tokensIn(message: Staged, held: ReadonlySet<string>): Decided[] {
  const { parameters, request, at } = message
  const until = clockOf(at + Number(sentValue(parameters, 'expires_in')))
  const came = TOKENS.filter((name) => sentValue(parameters, name) !== undefined)
  const tokens = came.map((name) => sayDecided(name, { until })).join(', ')
  const again = !('call' in request) && sentValue(request.parameters, 'grant_type') === 'refresh_token'
  const idToken = ['id-token.signature', 'id-token.iss', 'id-token.aud', 'id-token.exp'].every((rule) => held.has(rule))
  return [
    decided(sayDecided(again ? 'newTokens' : 'tokens', { tokens })),
    ...(again && !came.includes('refresh_token') ? [decided(sayDecided('sameRefresh'))] : []),
    ...(idToken ? [decided(sayDecided(held.has('id-token.nonce') ? 'idTokenNonce' : 'idToken'))] : []),
    ...(held.has('id-token-refresh.subject') ? [decided(sayDecided('samePerson'))] : []),
  ]
}

const sentValue = (parameters: readonly Shown[], wanted: string): string | undefined =>
  parameters.find(({ name }) => name === wanted)?.value
