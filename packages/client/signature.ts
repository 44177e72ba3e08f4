/** Whether a key of the issuer signed a token: to be shown to people, never to decide by. */
import { jwtRules } from '@sightglass/spec/access-token'
import { Refusal } from '@sightglass/spec/check'
import { jwsAlgorithmNames } from '@sightglass/spec/jwk'
import { parseJwt } from '@sightglass/spec/jwt'
import { verifySignature } from '@sightglass/spec/signature'
import type { Context } from './context.ts'
import { TransportError } from './errors.ts'

/** What was found; `why` not: no signed JWT, no such key, the key made another signature, or the keys could not be had. */
export type JwtSignature =
  | { readonly verified: true; readonly alg: string; readonly kid: string | undefined }
  | { readonly verified: false; readonly why: 'unsigned' | 'key' | 'forged' | 'unreachable' }

/** With the keys that are known, or the issuer's newest. */
export async function signatureOf({ keys }: Pick<Context, 'keys'>, token: string): Promise<JwtSignature> {
  try {
    const jwt = parseJwt(jwtRules, token, jwsAlgorithmNames)
    const key = await keys.keyFor(jwtRules, jwt)
    if (!(await verifySignature(jwt, key))) return { verified: false, why: 'forged' }
    return { verified: true, alg: jwt.header.alg, kid: key.kid }
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof TransportError)) throw error
    return { verified: false, why: error instanceof Refusal ? whyNot(error) : 'unreachable' }
  }
}

const KEY_RULES: ReadonlySet<string> = new Set([jwtRules.key.id, jwtRules.keyFits.id])
const FORM_RULES: ReadonlySet<string> = new Set(Object.values(jwtRules).map(({ id }) => id))

/** What the issuer itself says wrongly, of its keys or of where they are, leaves us without keys. */
function whyNot({ rule }: Refusal): 'unsigned' | 'key' | 'unreachable' {
  if (KEY_RULES.has(rule.id)) return 'key'
  return FORM_RULES.has(rule.id) ? 'unsigned' : 'unreachable'
}
