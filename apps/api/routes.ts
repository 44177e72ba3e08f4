/** The tables of the API: add a row to add a route, name a scope in a row to add a scope. */
import type { AuthInfo } from '@sightglass/resource'
import { readJsonObject } from './body.ts'
import { json } from './json.ts'
import { Notes } from './notes.ts'

export interface Call {
  readonly request: Request
  readonly who: AuthInfo
  /** Seconds since the epoch. */
  readonly now: number
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** All of these; what the challenge asks for, and what the metadata lists. */
  readonly scopes: readonly string[]
  readonly says: string
  readonly answer: (call: Call) => Response | Promise<Response>
}

export function createRoutes(): readonly Route[] {
  const notes = new Notes()
  return [
    {
      method: 'GET',
      path: '/protected',
      scopes: ['read'],
      says: 'a greeting for whoever holds a token with the scope read',
      answer: ({ who }) => json({ message: `Hello, ${who.subject}: this is the protected resource.`, ...tokenOf(who) }),
    },
    {
      method: 'GET',
      path: '/api/profile',
      scopes: ['read'],
      says: 'what the access token says of its user; nobody else is asked',
      answer: ({ who }) => json(profileOf(who)),
    },
    {
      method: 'GET',
      path: '/api/notes',
      scopes: ['read'],
      says: 'your notes, newest first',
      answer: ({ who }) => json({ notes: notes.of(who) }),
    },
    {
      method: 'POST',
      path: '/api/notes',
      scopes: ['write'],
      says: 'adds a note: a JSON object with a text',
      answer: async ({ request, who, now }) => json(notes.add(who, (await readJsonObject(request)).text, now), 201),
    },
    {
      method: 'GET',
      path: '/api/admin',
      scopes: ['admin'],
      says: 'a page for those with the scope admin',
      answer: ({ who }) => json({ message: `Welcome, administrator ${who.subject}.`, ...tokenOf(who) }),
    },
  ]
}

/** A second resource with a key of its own: its tokens travel encrypted. */
export const vaultRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/vault',
    scopes: ['vault'],
    says: 'what lies in your vault; its tokens are encrypted, so that who carries them cannot read them',
    answer: ({ who }) => json({ message: `Hello, ${who.subject}: this is your vault.`, ...tokenOf(who) }),
  },
]

/** A third one: its tokens are random references, and it asks the issuer about each. */
export const ledgerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/ledger',
    scopes: ['ledger'],
    says: 'what stands in your ledger; its tokens say nothing, so that it asks the issuer what each is worth',
    answer: ({ who }) => json({ message: `Hello, ${who.subject}: this is your ledger.`, ...tokenOf(who) }),
  },
]

const tokenOf = ({ clientId, scopes, expiresAt }: AuthInfo) => ({
  client_id: clientId,
  scope: scopes.join(' '),
  expires_at: expiresAt,
})

function profileOf(who: AuthInfo): object {
  const { sub, iss, aud, iat, auth_time, acr, amr } = who.claims
  return { sub, iss, aud, ...tokenOf(who), issued_at: iat, auth_time, acr, amr }
}
