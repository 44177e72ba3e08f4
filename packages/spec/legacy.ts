/** What OAuth 2.1 dropped, and why: on for nobody but the clients of which an operator says so. */
import { defineNotes } from './check.ts'

export const notes = defineNotes('legacy', {
  password: [
    'RFC9700-2.4',
    'the password grant is used: it hands the password to the client, knows no second factor and no single sign-on; OAuth 2.1 has no such grant',
  ],
})

const legacyGrantTypes: ReadonlySet<string> = new Set(['password', 'implicit'])

export const isLegacyGrantType = (grantType: string): boolean => legacyGrantTypes.has(grantType)

/** Whether it brings tokens through the browser. */
export const isLegacyResponseType = (responseType: string): boolean =>
  responseType.split(' ').some((word) => word === 'token' || word === 'id_token')
