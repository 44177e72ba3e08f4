/** What the resource server demands of the authorization server before it believes its keys and its word, and what it tells of them. */
import { defineNotes, defineRules } from '@sightglass/spec/check'

/** Longer ones are asked of nobody. */
export const INTROSPECTED_MOST_CHARACTERS = 24 * 1024
/** Made-up tokens each cost a question: so many wait at once. */
export const MOST_WAITING = 256

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
  introspectionEndpoint: [
    'RFC8414-2',
    'temporarily_unavailable',
    'introspection_endpoint of the metadata must be an https URL, or http on loopback where the issuer is there too',
  ],
  introspected: [
    'RFC7662-2',
    'temporarily_unavailable',
    'authorization server must say in time what the token is worth, to a resource server that it knows',
  ],
  tokenSize: ['RFC7662-4', 'invalid_token', `token must not be longer than ${INTROSPECTED_MOST_CHARACTERS} characters`],
  room: [
    'RFC7662-4',
    'temporarily_unavailable',
    `questions to the authorization server that wait for an answer must not be more than ${MOST_WAITING}`,
  ],
})

export const notes = defineNotes('resource-server', {
  remembered: ['RFC7515-5.2', 'signature was verified when this token came before'],
  answeredBefore: ['RFC7662-4', 'authorization server said a moment ago what this token is worth'],
  staleKeys: ['RFC9110-15.6.4', 'authorization server did not answer; its keys of before are used'],
})
