/**
 * What the browser brings back and how: `response_type`, whose words have no order, and `response_mode`
 * (OIDC Core §3.1.2.1, §3.3.2.5). Errors travel as the answer would have.
 */
import { check, defineRules } from './check.ts'
import type { Params } from './params.ts'

export const responseModes = ['query', 'fragment', 'form_post'] as const
export type ResponseMode = (typeof responseModes)[number]

export const rules = defineRules('response-mode', {
  known: ['OIDC-3.1.2.1', 'invalid_request', 'response_mode must be query, fragment or form_post'],
  tokensHidden: [
    'RFC9700-4.3.2',
    'invalid_request',
    'response_mode must not be query where response_type asks for tokens: addresses are kept and logged',
  ],
  postable: [
    'OIDC-3.1.2.1',
    'invalid_request',
    'response_mode must not be form_post where redirect_uri is no address that a form can be posted to',
  ],
})

/** What was asked for, as it came. */
export interface AskedResponse {
  readonly responseType: string | undefined
  readonly responseMode: string | undefined
  readonly redirectUri: string
}

export const askedResponseOf = (params: Params, redirectUri: string): AskedResponse => ({
  responseType: params.get('response_type'),
  responseMode: params.get('response_mode'),
  redirectUri,
})

/** How whatever becomes of this request is told: as was asked where that may be, else in the way of its response type. */
export function responseModeOf(asked: AskedResponse): ResponseMode {
  const mode = responseModes.find((known) => known === asked.responseMode)
  const byDefault = asksForTokens(asked) ? 'fragment' : 'query'
  return mode === undefined || mayLeak(asked, mode) || !canPost(asked, mode) ? byDefault : mode
}

/** @throws {Refusal} `response-mode.*` */
export function checkResponseMode(asked: AskedResponse): void {
  const { responseMode } = asked
  const mode = responseModes.find((known) => known === responseMode)
  const seen = { parameter: 'response_mode', received: responseMode }
  check(rules.known, responseMode === undefined || mode !== undefined, { ...seen, expected: responseModes })
  if (mode === undefined) return
  check(rules.tokensHidden, !mayLeak(asked, mode), seen)
  check(rules.postable, canPost(asked, mode), seen)
}

const asksForTokens = ({ responseType = '' }: AskedResponse): boolean =>
  responseType.split(' ').some((word) => word === 'token' || word === 'id_token')

const mayLeak = (asked: AskedResponse, mode: ResponseMode): boolean => mode === 'query' && asksForTokens(asked)

const canPost = ({ redirectUri }: AskedResponse, mode: ResponseMode): boolean =>
  mode !== 'form_post' || /^https?:/.test(redirectUri)
