/** The record of a consent: which scopes at which resource, and those about the person apart. */
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'
import { type Access, identityScopes } from '../clients/scopes.ts'

export interface Consent {
  readonly subject: string
  readonly clientId: string
  /** The scopes about the person. */
  readonly identity: Scope
  /** The other scopes, by resource; under the empty name where there was none. */
  readonly access: Readonly<Record<string, Scope>>
  /** Absent where an older version wrote it. */
  readonly createdAt?: number
  readonly updatedAt: number
  /** Of the last withdrawal: whatever was consented to before it counts no more. */
  readonly withdrawal?: string
  /** Nothing was allowed since; the record stays for the requests that were under way. */
  readonly isWithdrawn?: true
}

interface ConsentOfVersion1 extends Access {
  readonly subject: string
  readonly clientId: string
  readonly createdAt?: number
  readonly updatedAt: number
}

export const consentRecords = defineRecord<Consent>('user_consent', {
  version: 2,
  upcasters: [upcast],
  indexes: { subject: { of: ({ subject, isWithdrawn }) => (isWithdrawn ? undefined : subject) } },
})

/** Which of its scopes were for which of several resources is not known: those have to be asked for again. */
function upcast({ scope, resources, ...kept }: ConsentOfVersion1): Consent {
  if (resources.length <= 1) return { ...kept, ...pairsOf({ scope, resources }) }
  return { ...kept, ...pairsOf({ scope: scope.filter(isAboutPerson), resources }) }
}

/** To act while the person is away is to do so somewhere. */
const isAboutPerson = (scope: string): boolean => identityScopes.has(scope) && scope !== 'offline_access'

/** A token carries every scope to every one of its resources: so it is asked for and allowed. */
export function pairsOf({ scope, resources }: Access): Pick<Consent, 'identity' | 'access'> {
  const elsewhere = scope.filter((token) => !isAboutPerson(token))
  const places = resources.length === 0 && elsewhere.length > 0 ? [''] : resources
  return {
    identity: scope.filter(isAboutPerson),
    access: Object.fromEntries(places.map((resource) => [resource, elsewhere])),
  }
}

/** All of its scopes and resources, for whoever lists them. */
export function accessOf({ identity, access }: Consent): Access {
  return {
    scope: [...new Set([...identity, ...Object.values(access).flat()])],
    resources: Object.keys(access).filter(Boolean),
  }
}
