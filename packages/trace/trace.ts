/** The shape of what is recorded: one trace a message received, or a public call of an SDK. Plain JSON; never a secret. */
import type { Citation } from '@sightglass/spec/specs'

export type Party = 'client' | 'authorization-server' | 'resource-server'

/** Who sends messages: the three parties, and the browser through which the front channel goes. */
export type Sender = Party | 'browser'

/** Who traces, for how links are keyed. One a party and process. */
export interface Tracing {
  readonly party: Party
  /** Who sends it messages, where that is always the same. */
  readonly from?: Sender
  /** Shared by the three parties of a deployment, at least 16 bytes: equal values get equal marks. */
  readonly linkKey: Uint8Array
  /** Whether a peer is told the id of a trace, by whose it is; nobody is unless told otherwise. */
  readonly tellsId?: (whose: Whose) => boolean
}

/** Where in a message a parameter stood. */
export type Place = 'header' | 'query' | 'fragment' | 'body'

/** One named parameter as it may be shown; `masked` where the value was withheld in part or whole. */
export interface Shown {
  readonly name: string
  readonly value: string
  readonly in: Place
  readonly masked?: true
}

/** What two traces may share: an HMAC under the key of the deployment, 128 bits, of a value that travels. */
export interface Link {
  readonly kind: LinkKind
  readonly mark: string
}

/** Never of anything short or chosen by people. */
export type LinkKind = 'state' | 'nonce' | 'code' | 'challenge' | 'token' | 'jti' | 'grant' | 'request' | 'logout'

/** What a party checked, or noted. */
export type Look =
  | {
      readonly kind: 'check'
      readonly rule: string
      readonly cite: Citation
      readonly must: string
      readonly held: boolean
      readonly parameter?: string
      readonly expected?: string
      readonly received?: string
    }
  | {
      readonly kind: 'note'
      readonly note: string
      readonly cite: Citation
      readonly says: string
      readonly parameter?: string
      readonly expected?: string
      readonly received?: string
    }

/** A message that this party sent while it worked, with the answer it got. */
export interface Exchange {
  readonly kind: 'exchange'
  readonly to: Party
  readonly request: Message
  readonly answer: Answer | undefined
  readonly sentMs: number
  /** How many steps there were when it was sent; what came after was told while it was under way, and before this step. */
  readonly stepsBefore: number
  /** When the answer had been read. */
  readonly atMs: number
}

export type Step = Look | Exchange

export interface Message {
  readonly method: string
  /** Scheme, host and path; the query stands among the parameters. */
  readonly url: string
  /** Those that explain something; credentials stand among the parameters. */
  readonly headers: readonly Shown[]
  readonly parameters: readonly Shown[]
}

export interface Answer {
  readonly status: number
  /** Where a redirect goes, without its parameters. */
  readonly location?: string
  /** Those that explain something; a challenge stands among the parameters. */
  readonly headers: readonly Shown[]
  readonly parameters: readonly Shown[]
}

export interface Trace {
  /** Random, 128 bits, worth nothing by itself. */
  readonly id: string
  readonly party: Party
  /** Seconds since the epoch, with a fraction. */
  readonly at: number
  readonly tookMs: number
  /** Who sent the message, as far as the party can tell; `undefined` where nobody did. */
  readonly from: Sender | undefined
  /** What came in, or the public call of an SDK that began it. */
  readonly received: Message | { readonly call: string }
  readonly steps: readonly Step[]
  readonly answer: Answer | undefined
  /** The refusal's error code, where there was one. */
  readonly error: string | undefined
  readonly links: readonly Link[]
  readonly clientId: string | undefined
  /** Whom the message said it is of, while nothing has proven that. */
  readonly claimedId?: string | undefined
}

/** Whose a message is, or claims to be. */
export type Whose = Pick<Trace, 'clientId' | 'claimedId' | 'from'>

/** A message as it came in, before anything is known of its answer. `id` is that of its trace. */
export interface Arrival extends Pick<Trace, 'id' | 'party' | 'at' | 'from'> {
  readonly received: Message
}
