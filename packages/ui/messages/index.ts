/**
 * What each message of a flow is called and why it is sent, in a sentence, and the paragraph that defines it: a file a feature,
 * one table for all pages. Not here: which message one is (`../message-kind.ts`).
 */
import type { Citation } from '@sightglass/spec/specs'
import { assemble } from '../assemble.ts'
import type { MessageKind } from '../message-kind.ts'
import type { Locale } from '../texts.ts'
import { authorizationResponse } from './authorization-response.ts'
import { authorize } from './authorize.ts'
import { buttons } from './buttons.ts'
import { clientCredentials } from './client-credentials.ts'
import { code } from './code.ts'
import { consent } from './consent.ts'
import { device } from './device.ts'
import { discovery } from './discovery.ts'
import { http } from './http.ts'
import { introspection } from './introspection.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { password } from './password.ts'
import { refresh } from './refresh.ts'
import { registration } from './registration.ts'
import { resource } from './resource.ts'
import { revocation } from './revocation.ts'
import type { MessageRow } from './row.ts'
import { token } from './token.ts'
import { userinfo } from './userinfo.ts'

/** All of them, by kind, or by `kind@variant` where that matters. */
export const messages = assemble(
  buttons,
  discovery,
  authorize,
  login,
  consent,
  authorizationResponse,
  token,
  code,
  refresh,
  clientCredentials,
  password,
  device,
  resource,
  userinfo,
  introspection,
  revocation,
  registration,
  logout,
  http,
) satisfies Readonly<Record<MessageKind, MessageRow>>

const known: Readonly<Partial<Record<string, MessageRow>>> = messages

export interface MessageWords {
  readonly title: string
  readonly why: string
  readonly cite: Citation
}

/** What a message of this kind is called, and why it is sent; it means something else by what is in it, or by who asks: the first that is known. */
export function messageWords(
  kind: MessageKind,
  locale: Locale,
  ...variants: readonly (string | undefined)[]
): MessageWords {
  const found = variants.map((variant) => known[`${kind}@${variant}`]).find((row) => row !== undefined)
  return wordsOf(found ?? messages[kind], locale)
}

function wordsOf([cite, en, de]: MessageRow, locale: Locale): MessageWords {
  const [title, why] = locale === 'de' ? de : en
  return { title, why, cite }
}
