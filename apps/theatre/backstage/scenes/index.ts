/** Every scene that can be run, by its id. */
import type { Scene } from '../play.ts'
import { wrongRedirect, wrongSecret } from './failing.ts'
import { lostAnswer, refresh, reuse, revocation } from './keep.ts'
import { clientCredentials, device, encrypted, introspection, registration } from './machines.ts'
import { hybrid, implicit, password } from './of-old.ts'
import { code, logout, openid } from './sign-in.ts'

export const scenes: readonly Scene[] = [
  ...[code, openid],
  ...[clientCredentials, device, introspection, encrypted, registration],
  ...[refresh, reuse, lostAnswer, revocation, logout],
  ...[password, implicit, hybrid],
  ...[wrongRedirect, wrongSecret],
]
