/** What this application demands of browsers: that a form is its own, and that a login ends where it began. */
import { defineRules } from '@sightglass/spec/check'

export const rules = defineRules('web', {
  formOrigin: ['RFC9700-4.7', 'access_denied', 'form must not be sent by a page of elsewhere'],
  formToken: ['RFC9700-4.7', 'access_denied', 'form must carry the token that its page was given'],
  loginKnown: ['RFC9700-4.7.1', 'invalid_request', 'state must be that of a login that began here and has not ended'],
  logoutKnown: ['OIDCRPI-3', 'invalid_request', 'state must be that of a logout that this browser began here'],
  loginBrowser: ['RFC9700-4.7.1', 'access_denied', 'login must end in the browser that began it'],
})
