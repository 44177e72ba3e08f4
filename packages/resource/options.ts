/** Options that cannot be used are mistakes of the application: they end its start, with plain errors. */
import { isSecureUrl } from '@sightglass/spec/metadata'

export const systemClock = (): number => Date.now() / 1000

/** @throws {Error} where there is none */
export function namesIn(audience: string | readonly string[]): readonly string[] {
  const names = typeof audience === 'string' ? [audience] : audience
  if (names.length === 0 || names.includes('')) throw new Error('a validator needs an audience that is not empty')
  return names
}

/** @throws {Error} where nothing may be sent there */
export function secureUrl(name: string, url: string | undefined): string | undefined {
  if (url !== undefined && !isSecureUrl(url))
    throw new Error(`${name} must be an https URL, or http on a loopback host`)
  return url
}
