/**
 * What each parameter of a message is for, in a sentence, and the paragraph that defines it: a file a feature, one table for
 * all pages. Not here: what values say (`../parameter-values.ts`).
 */
import type { Citation } from '@sightglass/spec/specs'
import { assemble } from '../assemble.ts'
import type { Locale } from '../texts.ts'
import { accessToken } from './access-token.ts'
import { authorizationResponse } from './authorization-response.ts'
import { authorize } from './authorize.ts'
import { clientAuthentication } from './client-authentication.ts'
import { device } from './device.ts'
import { discovery } from './discovery.ts'
import { encryptedToken } from './encrypted-token.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { idToken } from './id-token.ts'
import { introspection } from './introspection.ts'
import { jwt } from './jwt.ts'
import { logout } from './logout.ts'
import { pkce } from './pkce.ts'
import { registration } from './registration.ts'
import { requestObject } from './request-object.ts'
import { resource } from './resource.ts'
import { revocation } from './revocation.ts'
import { token } from './token.ts'
import { userinfo } from './userinfo.ts'

/** All of them, by name. */
export const parameters = assemble(
  authorize,
  requestObject,
  pkce,
  forms,
  authorizationResponse,
  clientAuthentication,
  token,
  device,
  jwt,
  accessToken,
  encryptedToken,
  idToken,
  resource,
  userinfo,
  introspection,
  revocation,
  registration,
  logout,
  discovery,
  errors,
)

export interface Explanation {
  readonly why: string
  readonly cite: Citation
}

/** What the parameter of this name is for; `undefined` where no specification that we know of defines it. */
export function explainParameter(name: string, locale: Locale): Explanation | undefined {
  const row = rowOf(name)
  if (!isKnown(row)) return undefined
  const [cite, en, de] = parameters[row]
  return { why: locale === 'de' ? de : en, cite }
}

/** The scopes that can be ticked share one explanation. */
const rowOf = (name: string): string => (name.startsWith('scope.') ? 'scope.*' : name)

const isKnown = (name: string): name is keyof typeof parameters => Object.hasOwn(parameters, name)
