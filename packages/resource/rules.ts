/** What the resource server demands of the authorization server before it believes its keys, and what it tells of them. */
import { defineNotes, defineRules } from '@sightglass/spec/check'

export const rules = defineRules('resource-server', {
  reachable: ['RFC9110-15.6.4', 'temporarily_unavailable', 'authorization server must be reachable to learn its keys'],
  metadataIssuer: [
    'RFC8414-3.3',
    'temporarily_unavailable',
    'issuer of the metadata must be the one whose metadata was asked for',
  ],
  jwksUri: [
    'RFC8414-2',
    'temporarily_unavailable',
    'jwks_uri of the metadata must be an https URL, or http on loopback where the issuer is there too',
  ],
  jwks: ['RFC7517-5', 'temporarily_unavailable', 'jwks_uri must answer with a JWK Set'],
})

export const notes = defineNotes('resource-server', {
  remembered: ['RFC7515-5.2', 'signature was verified when this token came before'],
  staleKeys: ['RFC9110-15.6.4', 'authorization server did not answer; its keys of before are used'],
})
