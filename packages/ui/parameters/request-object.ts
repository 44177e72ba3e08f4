/** A request that comes as a signed object, or by a name. */
import type { ParameterRows } from './row.ts'

export const requestObject = {
  request: [
    'RFC6749-4.1',
    'The authorization request: as a JWT that the client signed, or the name of one that the server keeps while it asks you.',
    'Die Autorisierungsanfrage: als JWT, das der Client signiert hat, oder der Name einer, die der Server aufbewahrt, während er Sie fragt.',
  ],
  request_uri: [
    'OIDC-6.2',
    'Where the client keeps the request that it means; the server fetches it from there.',
    'Wo der Client die gemeinte Anfrage aufbewahrt; der Server holt sie von dort.',
  ],
  request_parameter_supported: [
    'OIDCD-3',
    'Whether a request may be a signed object.',
    'Ob eine Anfrage ein signiertes Objekt sein darf.',
  ],
  request_uri_parameter_supported: [
    'OIDCD-3',
    'Whether a request may be fetched from an address.',
    'Ob eine Anfrage von einer Adresse geholt werden darf.',
  ],
  require_request_uri_registration: [
    'OIDCD-3',
    'Whether those addresses have to be registered before.',
    'Ob diese Adressen vorher registriert sein müssen.',
  ],
  request_object_signing_alg_values_supported: [
    'OIDCD-3',
    'How signed requests may be signed.',
    'Wie signierte Anfragen signiert sein dürfen.',
  ],
} satisfies ParameterRows
