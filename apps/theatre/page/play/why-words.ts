/** What went wrong, in two or three words: by the check that failed, or else by the error code. */
import { defineWords } from '../words.ts'

const en = {
  'failure.authorize.notCancelled': 'the person said no',
  'failure.pkce.verifierMatches': 'wrong code_verifier',
  'failure.code.unused': 'code used twice',
  'failure.code.known': 'unknown code',
  'failure.code.alive': 'code expired',
  'failure.bearer.scope': 'permission missing',
  'failure.bearer.presented': 'no token',
  'failure.access-token.exp': 'token expired',
  'failure.access-token.signature': 'forged token',
  'failure.access-token.aud': 'token for somebody else',
  'failure.client.secret': 'wrong client secret',
  'failure.client.known': 'unknown client',
  'failure.redirect.registered': 'return address not registered',
  'failure.web.loginKnown': 'unknown login',
  'failure.login.notWaiting': 'too many attempts',
  'failure.refresh.notStolen': 'stolen refresh token',
  'failure.device.unused': 'device code used twice',
  'failure.device.known': 'unknown device code',
  'failure.device.approved': 'the person said no',
  'failure.device-page.known': 'unknown user code',
  'failure.device-page.notWaiting': 'too many attempts',
  'failure.password.credentials': 'wrong name or password',
  'failure.password.legacy': 'password grant not allowed',
  'error.expired_token': 'nobody decided in time',
  'error.slow_down': 'asked too often',
  'error.access_denied': 'not allowed',
  'error.invalid_client': 'client not recognised',
  'error.invalid_grant': 'code or token not accepted',
  'error.invalid_request': 'request not in order',
  'error.invalid_scope': 'scope not available',
  'error.invalid_token': 'token not accepted',
  'error.insufficient_scope': 'permission missing',
  'error.unauthorized_client': 'not registered for this',
  'error.too_many_requests': 'too many attempts',
  'error.temporarily_unavailable': 'server too busy',
  'error.unsupported_grant_type': 'unknown grant type',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'failure.authorize.notCancelled': 'die Person hat nein gesagt',
  'failure.pkce.verifierMatches': 'falscher code_verifier',
  'failure.code.unused': 'Code zweimal benutzt',
  'failure.code.known': 'unbekannter Code',
  'failure.code.alive': 'Code abgelaufen',
  'failure.bearer.scope': 'Berechtigung fehlt',
  'failure.bearer.presented': 'kein Token',
  'failure.access-token.exp': 'Token abgelaufen',
  'failure.access-token.signature': 'gefälschtes Token',
  'failure.access-token.aud': 'Token für jemand anderen',
  'failure.client.secret': 'falsches Client-Geheimnis',
  'failure.client.known': 'unbekannter Client',
  'failure.redirect.registered': 'Rückkehradresse nicht registriert',
  'failure.web.loginKnown': 'unbekannte Anmeldung',
  'failure.login.notWaiting': 'zu viele Versuche',
  'failure.refresh.notStolen': 'gestohlenes Refresh-Token',
  'failure.device.unused': 'Gerätecode zweimal benutzt',
  'failure.device.known': 'unbekannter Gerätecode',
  'failure.device.approved': 'die Person hat nein gesagt',
  'failure.device-page.known': 'unbekannter Code',
  'failure.device-page.notWaiting': 'zu viele Versuche',
  'failure.password.credentials': 'Name oder Passwort falsch',
  'failure.password.legacy': 'Passwort-Grant nicht erlaubt',
  'error.expired_token': 'niemand hat rechtzeitig entschieden',
  'error.slow_down': 'zu oft gefragt',
  'error.access_denied': 'nicht erlaubt',
  'error.invalid_client': 'Client nicht erkannt',
  'error.invalid_grant': 'Code oder Token nicht angenommen',
  'error.invalid_request': 'Anfrage nicht in Ordnung',
  'error.invalid_scope': 'Scope nicht verfügbar',
  'error.invalid_token': 'Token nicht angenommen',
  'error.insufficient_scope': 'Berechtigung fehlt',
  'error.unauthorized_client': 'dafür nicht registriert',
  'error.too_many_requests': 'zu viele Versuche',
  'error.temporarily_unavailable': 'Server zu beschäftigt',
  'error.unsupported_grant_type': 'unbekannter Grant-Typ',
}

const say = defineWords({ en, de })

const isKnown = (key: string): key is keyof typeof en => key in en

/** Why something was refused; the error code itself where nobody has better words. */
export function whyInWords(error: string, rule: string | undefined): string {
  const key = [`failure.${rule}`, `error.${error}`].find(isKnown)
  return key === undefined ? error : say(key)
}
