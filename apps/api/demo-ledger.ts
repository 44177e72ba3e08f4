/** How the ledger of the demo asks about its tokens, in development alone: the secret is known to everybody. */
import type { IntrospectionOptions } from '@sightglass/resource'

/** Each time anew, so that what was revoked is found out at once. */
export const demoLedger: IntrospectionOptions = {
  clientId: 'demo-ledger',
  clientSecret: 'demo-ledger-secret-for-development-only',
  cacheSeconds: 0,
}
