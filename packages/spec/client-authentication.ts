/** Client authentication (RFC 6749 §2.3): what the token endpoint and those modelled on it demand. The wire answer is one fixed sentence. */
import { defineNotes, defineRules } from './check.ts'

export const rules = defineRules('client', {
  oneMethod: ['RFC6749-2.3', 'invalid_request', 'client must not use more than one authentication method in a request'],
  header: [
    'RFC6749-2.3.1',
    'invalid_client',
    'Authorization header must be Basic with the encoded client_id and client_secret',
  ],
  sameId: [
    'RFC6749-2.3.1',
    'invalid_client',
    'client_id in the body must be the one in the Authorization header or in the assertion',
  ],
  identified: ['RFC6749-3.2.1', 'invalid_client', 'client must identify itself'],
  known: ['RFC6749-2.2', 'invalid_client', 'client_id must be registered'],
  enabled: ['RFC6749-2', 'invalid_client', 'client must not be disabled'],
  registeredMethod: [
    'RFC7591-2',
    'invalid_client',
    'client must use the token_endpoint_auth_method it is registered for',
  ],
  secret: ['RFC6749-2.3.1', 'invalid_client', 'client_secret must be right'],
  grantType: ['RFC7591-2', 'unauthorized_client', 'grant_type must be one that the client is registered for'],
})

export const notes = defineNotes('client', {
  public: ['RFC6749-2.1', 'the client is public: it only named itself, as it has no secret that could prove it'],
})
