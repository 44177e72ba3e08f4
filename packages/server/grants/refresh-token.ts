/** The refresh token as it travels: sealed grant id, generation and salt. Nothing of it is stored; equal content seals to an equal token. */
import { type Seal, TOKEN_BYTES } from '../secrets.ts'

export interface RefreshTokenContent {
  readonly grantId: string
  readonly generation: number
  readonly salt: string
}

export function sealRefreshToken(seal: Seal, { grantId, generation, salt }: RefreshTokenContent): string {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(generation)
  return seal.seal(Buffer.concat([Buffer.from(grantId, 'base64url'), number, Buffer.from(salt, 'base64url')]))
}

/** What makes the tokens of two grants differ in more than an id. */
export const SALT_BYTES = 8

/** `undefined` where this server did not make it: the store need not be asked. */
export function openRefreshToken(seal: Seal, token: string): RefreshTokenContent | undefined {
  const plain = seal.open(token)
  if (plain === undefined || plain.length !== TOKEN_BYTES + 4 + SALT_BYTES) return undefined
  return {
    grantId: plain.subarray(0, TOKEN_BYTES).toString('base64url'),
    generation: plain.readUInt32BE(TOKEN_BYTES),
    salt: plain.subarray(TOKEN_BYTES + 4).toString('base64url'),
  }
}
