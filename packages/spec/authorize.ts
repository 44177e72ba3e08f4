/** The authorization request (RFC 6749 §4.1.1, OIDC Core §3.1.2.1): what it has to be before anybody is asked anything. */
import { check, defineNotes, defineRules } from './check.ts'
import type { Params } from './params.ts'

/** Of each parameter that is kept as it came: whoever asks is not known yet. */
const KEPT_MOST_CHARACTERS = 4096

export const clientRules = defineRules('authorize-client', {
  known: ['RFC6749-2.2', 'invalid_request', 'client_id must be registered'],
  enabled: ['RFC6749-2', 'invalid_request', 'client must not be disabled'],
})

export const rules = defineRules('authorize', {
  responseType: ['RFC6749-3.1.1', 'unsupported_response_type', 'response_type must be one that the server supports'],
  responseTypeAllowed: [
    'RFC7591-2',
    'unauthorized_client',
    'response_type must be one that the client is registered for',
  ],
  nonce: ['OIDC-3.2.2.1', 'invalid_request', 'nonce must be present where response_type asks for an ID token'],
  openid: ['OIDC-3.2.2.1', 'invalid_scope', 'scope must include openid where response_type asks for an ID token'],
  noRegistration: ['OIDC-7.2.1', 'registration_not_supported', 'registration must not be sent: it is not supported'],
  size: [
    'RFC9700-4.11',
    'invalid_request',
    `state, nonce, login_hint, ui_locales, acr_values and claims must not be longer than ${KEPT_MOST_CHARACTERS} characters`,
  ],
  notLimited: ['RFC6585-4', 'too_many_requests', 'network must not have begun too many authorization requests lately'],
  prompt: ['OIDC-3.1.2.1', 'invalid_request', 'prompt must be none alone, or any of login, consent, select_account'],
  maxAge: ['OIDC-3.1.2.1', 'invalid_request', 'max_age must be a number of seconds'],
  display: ['OIDC-3.1.2.1', 'invalid_request', 'display must be page, popup, touch or wap'],
  noneLoggedIn: ['OIDC-3.1.2.6', 'login_required', 'person must be signed in where prompt is none'],
  noneConsented: ['OIDC-3.1.2.6', 'consent_required', 'person must have consented before where prompt is none'],
  hintedPerson: [
    'OIDC-3.1.2.1',
    'login_required',
    'person who signs in must be the one whom id_token_hint or claims names',
  ],
  notCancelled: ['RFC6749-4.1.2.1', 'access_denied', 'person must not have cancelled'],
})

/** A stored request and the browser that came with it. */
export const interactionRules = defineRules('interaction', {
  known: ['RFC9700-4.7', 'invalid_request', 'request must be one that is waiting here and has not ended'],
  sameBrowser: ['RFC9700-4.7', 'access_denied', 'request must be continued in the browser that began it'],
  formToken: ['RFC9700-4.7', 'access_denied', 'form must carry the token that its page was given'],
})

export const notes = defineNotes('authorize', {
  stored: ['RFC6749-4.1.1', 'the request is sound and waits for the person'],
  login: ['OIDC-3.1.2.3', 'the person is asked to sign in'],
  consent: ['OIDC-3.1.2.4', 'the person is asked to consent'],
  sessionUsed: ['OIDC-3.1.2.3', 'the person is signed in already'],
  tokensInFront: [
    'RFC9700-2.1.2',
    'tokens go through the browser, where scripts, extensions and logs may see them and nothing ties them to the client: OAuth 2.1 dropped this; it is on for this client alone',
  ],
  formPosted: ['OIDC-3.1.2.1', 'the answer goes to the client in a form that the browser posts'],
  consentRemembered: ['OIDC-3.1.2.4', 'the person consented to this before'],
})

const PROMPTS = new Set(['login', 'consent', 'select_account'])

export type Prompt = 'none' | 'login' | 'consent' | 'select_account'

/**
 * The values of `prompt`.
 * @throws {Refusal} `authorize.prompt`
 */
export function parsePrompt(params: Params): readonly Prompt[] {
  const values = [...new Set((params.get('prompt') ?? '').split(' ').filter(Boolean))]
  const sound = values.every((value) => PROMPTS.has(value)) || (values.length === 1 && values[0] === 'none')
  check(rules.prompt, sound, { parameter: 'prompt', received: params.get('prompt') })
  return values as Prompt[]
}

/**
 * The value of a parameter that is kept as it came.
 * @throws {Refusal} `authorize.size`
 */
export function keptParameter(
  params: Params,
  name: 'state' | 'nonce' | 'login_hint' | 'ui_locales' | 'acr_values' | 'claims',
): string | undefined {
  const value = params.get(name)
  const length = value?.length ?? 0
  check(rules.size, length <= KEPT_MOST_CHARACTERS, {
    parameter: name,
    expected: KEPT_MOST_CHARACTERS,
    received: length,
  })
  return value
}

/**
 * `max_age` in seconds.
 * @throws {Refusal} `authorize.maxAge`
 */
export function parseMaxAge(params: Params): number | undefined {
  const text = params.get('max_age')
  check(rules.maxAge, text === undefined || /^\d{1,10}$/.test(text), { parameter: 'max_age', received: text })
  return text === undefined ? undefined : Number(text)
}

export const displayValues = ['page', 'popup', 'touch', 'wap'] as const

/**
 * Pages are the same in every kind of window.
 * @throws {Refusal} `authorize.display`
 */
export function checkDisplay(params: Params): void {
  const received = params.get('display')
  const seen = { parameter: 'display', expected: displayValues, received }
  check(rules.display, received === undefined || displayValues.some((value) => value === received), seen)
}

/**
 * What this server does not do is refused rather than overlooked.
 * @throws {Refusal} `authorize.noRegistration`
 */
export function checkUnsupported(params: Params): void {
  check(rules.noRegistration, !params.has('registration'), { parameter: 'registration' })
}
