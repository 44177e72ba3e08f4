/** The scenes of the programme: in which order and company they stand, who takes part, and what to watch for. Their words are the page's. */
import type { Citation } from '@sightglass/spec/specs'
import type { MessageKind } from '@sightglass/ui/message-kind'
import type { Lane } from './run.ts'

/** What goes well or badly is told in this order. */
export const sceneGroups = ['sign-in', 'machines', 'keep', 'of-old', 'failing'] as const
export type SceneGroup = (typeof sceneGroups)[number]

/** A message to watch for: the first of its kind, or the one of this number, from 0, or from the end where it is negative. */
export interface Watched {
  readonly kind: MessageKind | 'aside'
  readonly nth?: number
}

export interface SceneCard {
  readonly id: string
  readonly group: SceneGroup
  readonly lanes: readonly Lane[]
  readonly cites: readonly Citation[]
  readonly watch: readonly [Watched, Watched, Watched]
  /** How long the run takes, where that is long. */
  readonly seconds?: number
  /** A person can do the same in a browser of their own. */
  readonly yourself?: true
}

const [browser, client, as, rs] = ['browser', 'client', 'authorization-server', 'resource-server'] as const

export const sceneCards = [
  {
    id: 'code',
    group: 'sign-in',
    lanes: [browser, client, as, rs],
    cites: ['RFC6749-4.1', 'RFC7636-4', 'RFC8252-7.3'],
    watch: [{ kind: 'authorize' }, { kind: 'to-client' }, { kind: 'redeem' }],
  },
  {
    id: 'openid',
    group: 'sign-in',
    lanes: [browser, client, as],
    cites: ['OIDC-3.1', 'OIDC-5.3'],
    watch: [{ kind: 'authorize' }, { kind: 'tokens' }, { kind: 'claims' }],
    yourself: true,
  },
  {
    id: 'service',
    group: 'machines',
    lanes: [client, as, rs],
    cites: ['RFC6749-4.4', 'RFC9068-2.2'],
    watch: [{ kind: 'client-credentials' }, { kind: 'tokens' }, { kind: 'call' }],
  },
  {
    id: 'device',
    group: 'machines',
    lanes: ['device', browser, as, rs],
    cites: ['RFC8628-3.1', 'RFC8628-3.5'],
    watch: [{ kind: 'device-codes' }, { kind: 'pending' }, { kind: 'device' }],
    seconds: 6,
  },
  {
    id: 'introspection',
    group: 'machines',
    lanes: [client, as, rs],
    cites: ['RFC7662-2', 'RFC7009-2'],
    watch: [{ kind: 'tokens' }, { kind: 'introspected' }, { kind: 'introspected', nth: -1 }],
  },
  {
    id: 'encrypted',
    group: 'machines',
    lanes: [client, as, rs],
    cites: ['RFC7516-1', 'RFC9068-2.2'],
    watch: [{ kind: 'tokens' }, { kind: 'call' }, { kind: 'resource' }],
  },
  {
    id: 'registration',
    group: 'machines',
    lanes: [client, as],
    cites: ['RFC8414-3', 'RFC7591-3', 'RFC7592-2'],
    watch: [{ kind: 'metadata' }, { kind: 'registered' }, { kind: 'register-delete' }],
  },
  {
    id: 'refresh',
    group: 'keep',
    lanes: [browser, client, as, rs],
    cites: ['RFC6749-6', 'RFC9700-4.14.2'],
    watch: [{ kind: 'refresh' }, { kind: 'tokens', nth: -1 }, { kind: 'call' }],
  },
  {
    id: 'reuse',
    group: 'keep',
    lanes: ['attacker', browser, client, as],
    cites: ['RFC9700-4.14.2'],
    watch: [{ kind: 'refresh', nth: 2 }, { kind: 'refusal' }, { kind: 'refusal', nth: -1 }],
    seconds: 12,
  },
  {
    id: 'lost-answer',
    group: 'keep',
    lanes: [browser, client, as, rs],
    cites: ['RFC9700-4.14.2'],
    watch: [{ kind: 'refresh' }, { kind: 'refresh', nth: 1 }, { kind: 'refresh', nth: 2 }],
  },
  {
    id: 'revocation',
    group: 'keep',
    lanes: [browser, client, as, rs],
    cites: ['RFC7009-2'],
    watch: [{ kind: 'revoke' }, { kind: 'refusal' }, { kind: 'resource' }],
  },
  {
    id: 'logout',
    group: 'keep',
    lanes: [browser, client, as],
    cites: ['OIDCRPI-2', 'OIDCBCL-2.5'],
    watch: [{ kind: 'ask-logout-everywhere' }, { kind: 'end-session' }, { kind: 'backchannel-logout' }],
    yourself: true,
  },
  {
    id: 'password',
    group: 'of-old',
    lanes: [browser, client, as, rs],
    cites: ['RFC6749-4.3', 'RFC9700-2.4'],
    watch: [{ kind: 'aside' }, { kind: 'password' }, { kind: 'tokens' }],
  },
  {
    id: 'implicit',
    group: 'of-old',
    lanes: [browser, client, as, rs],
    cites: ['RFC6749-4.2', 'RFC9700-2.1.2'],
    watch: [{ kind: 'authorize' }, { kind: 'to-client' }, { kind: 'call' }],
  },
  {
    id: 'hybrid',
    group: 'of-old',
    lanes: [browser, client, as, rs],
    cites: ['OIDC-3.3', 'RFC9700-2.1.2'],
    watch: [{ kind: 'authorize' }, { kind: 'to-client' }, { kind: 'redeem' }],
  },
  {
    id: 'wrong-redirect',
    group: 'failing',
    lanes: [browser, client, as],
    cites: ['RFC9700-2.1', 'RFC6749-4.1.2.1'],
    watch: [{ kind: 'aside' }, { kind: 'authorize' }, { kind: 'refusal' }],
  },
  {
    id: 'wrong-secret',
    group: 'failing',
    lanes: [client, as],
    cites: ['RFC6749-5.2', 'RFC6749-2.3.1'],
    watch: [{ kind: 'client-credentials' }, { kind: 'refusal' }, { kind: 'tokens' }],
  },
] as const satisfies readonly SceneCard[]

export type SceneId = (typeof sceneCards)[number]['id']

/** The card of a scene; `undefined` where there is no such scene. */
export const cardOf = (id: string | undefined): (SceneCard & { readonly id: SceneId }) | undefined =>
  sceneCards.find((card) => card.id === id)
