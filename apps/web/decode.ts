/** Looking into a JWT without believing it: for showing to people, never for deciding. */
import { bytesOfBase64url } from '@sightglass/spec/jwt'

export interface DecodedJwt {
  readonly header: unknown
  readonly payload: unknown
}

/** Header and payload; `undefined` where the token is no JWT. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, payload, signature, more] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined) return undefined
  try {
    return { header: jsonIn(header), payload: jsonIn(payload) }
  } catch {
    return undefined
  }
}

const jsonIn = (part: string): unknown => JSON.parse(new TextDecoder().decode(bytesOfBase64url(part)))
