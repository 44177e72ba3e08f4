/**
 * The keys of one issuer, wherever its metadata says they are. What was learnt is shared by all requests; each of them
 * checks it for itself, in its own trace.
 */
import { type Asking, type Failure, type Known, type Located, RemoteJwks } from '@sightglass/jwks'
import { check, note } from '@sightglass/spec/check'
import type { KeySet } from '@sightglass/spec/jwk'
import type { UnverifiedJwt } from '@sightglass/spec/jwt'
import { type Discovered, discoverIssuer, discoverMetadata, isUsable } from './discovery.ts'
import { notes, rules } from './rules.ts'

const METADATA_AGE_MS = 3600_000

export interface IssuerKeysOptions {
  readonly issuer: string | undefined
  readonly jwksUri: string | undefined
  readonly asking: Asking
  readonly monotonicMs: () => number
}

/** Where to ask, if what was discovered may be believed. */
interface Whereabouts extends Located {
  readonly discovered: Discovered
}

/** What passed: keys that may be believed. */
export interface TrustedKeys {
  readonly issuer: string
  readonly keySet: KeySet
  /** Why the newest keys could not be had, where these are of before. */
  readonly stale: string | undefined
}

export class IssuerKeys {
  readonly #options: IssuerKeysOptions
  readonly #jwks: RemoteJwks<Whereabouts>
  #metadata: { readonly discovered: Discovered; readonly untilMs: number } | undefined

  constructor(options: IssuerKeysOptions) {
    this.#options = options
    const { asking, monotonicMs } = options
    this.#jwks = new RemoteJwks({ ...asking, monotonicMs, locate: (again) => this.#locate(again) })
  }

  /**
   * The keys as they are known now; a promise only where somebody has to be asked first.
   * @throws {Refusal} `resource-server.*`
   */
  get(): TrustedKeys | Promise<TrustedKeys> {
    const known = this.#jwks.get()
    return known instanceof Promise ? known.then((learnt) => this.#trusted(learnt)) : this.#trusted(known)
  }

  /**
   * The keys, asked for anew where they have not what this token names, unless too many such tokens came.
   * @throws {Refusal} `resource-server.*`
   */
  async getFor(jwt: UnverifiedJwt): Promise<TrustedKeys> {
    return this.#trusted(await this.#jwks.getFor(jwt))
  }

  async #locate(again: boolean): Promise<Whereabouts> {
    const { issuer, jwksUri } = this.#options
    if (issuer !== undefined && jwksUri !== undefined) {
      return { discovered: { failure: undefined, issuer, jwksUri }, jwksUri }
    }
    const discovered = await this.#discover(again)
    const named = this.#isIssuer(discovered.issuer) && isUsable(discovered.jwksUri, discovered.issuer)
    return { discovered, failure: discovered.failure, jwksUri: named ? discovered.jwksUri : undefined }
  }

  async #discover(again: boolean): Promise<Discovered> {
    const { issuer, jwksUri, asking, monotonicMs } = this.#options
    if (!again && this.#metadata !== undefined && monotonicMs() < this.#metadata.untilMs) {
      return this.#metadata.discovered
    }
    const discovered = await (issuer === undefined
      ? discoverIssuer(asking, jwksUri ?? '')
      : discoverMetadata(asking, issuer))
    this.#metadata = { discovered, untilMs: monotonicMs() + METADATA_AGE_MS }
    return discovered
  }

  #isIssuer(issuer: string | undefined): issuer is string {
    return issuer !== undefined && issuer === (this.#options.issuer ?? issuer)
  }

  #trusted({ located, keySet, failure }: Known<Whereabouts>): TrustedKeys {
    const { issuer: ours, jwksUri } = this.#options
    const { issuer, jwksUri: named } = located.discovered
    const silence = keySet === undefined ? silenceIn(located, failure) : undefined
    check(rules.reachable, silence === undefined, {
      expected: ours ?? jwksUri,
      received: silence?.words ?? 'an answer',
    })
    check(rules.metadataIssuer, this.#isIssuer(issuer), {
      expected: ours ?? `one that names ${jwksUri}`,
      received: issuer,
    })
    check(rules.jwksUri, located.jwksUri !== undefined, { received: named })
    check(rules.jwks, keySet, { received: failure?.words })
    if (failure !== undefined) note(notes.staleKeys, { received: failure.words })
    return { issuer, keySet, stale: failure?.words }
  }
}

/** Why nobody answered; an answer that was read and is wrong is another matter. */
const silenceIn = (located: Whereabouts, failure: Failure | undefined): Failure | undefined =>
  located.failure ?? (failure?.kind === 'unreadable' ? undefined : failure)
