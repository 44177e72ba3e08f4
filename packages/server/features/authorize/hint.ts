/** Whom the client expects to be there: the subject of an `id_token_hint`, proven by the server's own signature. */
import { jwtRules, parseHint, subjectOfHint } from '@sightglass/spec/id-token-hint'
import { signingAlgorithms } from '../../keys/algorithms.ts'
import type { KeyRing } from '../../keys/ring.ts'
import { verifyOwn } from '../../keys/verify.ts'

/** @throws {Refusal} `id-token-hint.*` */
export type ProveHint = (hint: string, clientId: string) => Promise<string>

export const proveHintBy =
  (issuer: string, keys: KeyRing): ProveHint =>
  async (hint, clientId) =>
    subjectOfHint(await verifyOwn(keys, jwtRules, parseHint(hint, issuer, signingAlgorithms)), clientId)
