/** The attacks of the lab. */
import type { Attack } from '../play.ts'
import { devicePhishing, formCsrf, loginCsrf } from './browsers.ts'
import { codeInterception, codeReplay, openRedirect, pkceDowngrade, redirectUri, responseType } from './codes.ts'
import {
  algConfusion,
  assertionReplay,
  clientImpersonation,
  registrationAbuse,
  scopeEscalation,
  scopeWidening,
} from './forgeries.ts'
import {
  audienceConfusion,
  introspectionByAnother,
  refreshOfAnother,
  refreshReuse,
  tokenAfterSignOut,
} from './stolen-tokens.ts'
import { mixUp, tokenToAttacker } from './wrong-servers.ts'

/** Every attack that can be run. */
export const attacks: readonly Attack[] = [
  ...[codeInterception, pkceDowngrade, codeReplay, redirectUri, responseType, openRedirect],
  ...[loginCsrf, formCsrf, devicePhishing],
  ...[refreshReuse, refreshOfAnother, audienceConfusion, introspectionByAnother, tokenAfterSignOut],
  ...[algConfusion, scopeEscalation, scopeWidening, clientImpersonation, assertionReplay, registrationAbuse],
  ...[mixUp, tokenToAttacker],
]

/** The attack of this id. */
export const attackOf = (id: string): Attack | undefined => attacks.find((attack) => attack.id === id)
