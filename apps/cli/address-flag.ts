/** Flags that are addresses of servers. */
import { UsageError } from './demo/failure.ts'

/** @throws {UsageError} where it is none, or holds what must not stand on a command line */
export function addressOf(flag: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const hasUserInfo = url !== undefined && (url.username !== '' || url.password !== '')
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && !hasUserInfo)
    return url
  const told = hasUserInfo ? '' : ` (it is ${value})`
  throw new UsageError(`${flag} must be an http or https address without user name, password and query${told}`)
}
