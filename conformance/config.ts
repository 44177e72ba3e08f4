/** OpenID Connect Discovery: the document that a provider tells of itself by. */
import { isHttps, isJson } from './clients.ts'
import type { Id } from './ids.ts'
import { publishedKeys } from './keys.ts'
import { type Behaviour, type Json, maybeObject, type Trial } from './trial.ts'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
const isFlag = (value: unknown): boolean => typeof value === 'boolean'

const list = ['list', isTexts] as const
const flag = ['boolean', isFlag] as const
const address = ['https address', isHttps] as const

/** The members of OpenID Connect Discovery §3, RFC 8414 §2 and what builds on them, by their type. */
const members: Readonly<Record<string, readonly [string, (value: unknown) => boolean]>> = {
  issuer: address,
  ...all(address, [
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'jwks_uri',
    'registration_endpoint',
  ]),
  ...all(address, [
    'end_session_endpoint',
    'check_session_iframe',
    'service_documentation',
    'op_policy_uri',
    'op_tos_uri',
  ]),
  ...all(address, ['revocation_endpoint', 'introspection_endpoint', 'device_authorization_endpoint']),
  ...all(address, ['pushed_authorization_request_endpoint', 'backchannel_authentication_endpoint']),
  ...all(list, ['scopes_supported', 'response_types_supported', 'response_modes_supported', 'grant_types_supported']),
  ...all(list, ['acr_values_supported', 'subject_types_supported', 'prompt_values_supported']),
  ...all(list, ['id_token_signing_alg_values_supported', 'id_token_encryption_alg_values_supported']),
  ...all(list, ['id_token_encryption_enc_values_supported', 'userinfo_signing_alg_values_supported']),
  ...all(list, ['userinfo_encryption_alg_values_supported', 'userinfo_encryption_enc_values_supported']),
  ...all(list, ['request_object_signing_alg_values_supported', 'request_object_encryption_alg_values_supported']),
  ...all(list, ['request_object_encryption_enc_values_supported', 'authorization_signing_alg_values_supported']),
  ...all(list, ['token_endpoint_auth_methods_supported', 'token_endpoint_auth_signing_alg_values_supported']),
  ...all(list, ['revocation_endpoint_auth_methods_supported', 'revocation_endpoint_auth_signing_alg_values_supported']),
  ...all(list, ['introspection_endpoint_auth_methods_supported']),
  ...all(list, ['introspection_endpoint_auth_signing_alg_values_supported', 'dpop_signing_alg_values_supported']),
  ...all(list, ['display_values_supported', 'claim_types_supported', 'claims_supported', 'claims_locales_supported']),
  ...all(list, ['ui_locales_supported', 'code_challenge_methods_supported', 'protected_resources']),
  ...all(list, ['authorization_details_types_supported']),
  ...all(flag, ['claims_parameter_supported', 'request_parameter_supported', 'request_uri_parameter_supported']),
  ...all(flag, ['require_request_uri_registration', 'require_pushed_authorization_requests']),
  ...all(flag, ['authorization_response_iss_parameter_supported', 'require_signed_request_object']),
  ...all(flag, ['backchannel_logout_supported', 'backchannel_logout_session_supported']),
  ...all(flag, ['frontchannel_logout_supported', 'frontchannel_logout_session_supported']),
  ...all(flag, ['tls_client_certificate_bound_access_tokens', 'client_id_metadata_document_supported']),
}

function all<T>(type: T, names: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, type]))
}

/** BCP 47, as far as its form goes. */
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/
const SIGNING = /^(none|HS(256|384|512)|[RPE]S(256|384|512)|ES256K|EdDSA|Ed25519|Ed448)$/

async function documentOf(trial: Trial): Promise<{ headers: Headers; status: number; metadata: Json }> {
  const { status, headers, text } = await trial.wire.send(`${trial.subject.issuer}/.well-known/openid-configuration`)
  return { status, headers, metadata: maybeObject(text) ?? {} }
}

export const config: readonly Behaviour[] = [
  {
    ids: ['C-1', 'C-2'],
    name: 'the document and its types',
    async run(trial: Trial) {
      const { status, headers, metadata } = await documentOf(trial)
      trial.check('C-1', status === 200, 'it must be found', status)
      trial.check('C-1', isJson(headers), 'it must be application/json', headers.get('content-type') ?? '')
      const wrong = Object.entries(metadata).filter(([name, value]) => members[name]?.[1](value) === false)
      trial.check(
        'C-1',
        wrong.length === 0,
        'its members must be of their types',
        wrong.map(([name]) => `${name}: ${members[name]?.[0]}`),
      )
      const unknown = Object.keys(metadata).filter((name) => members[name] === undefined)
      trial.should('C-1', unknown.length === 0, 'its members should be known to a specification', unknown)
      trial.check('C-2', metadata.issuer === trial.subject.issuer, 'issuer must be its address', metadata.issuer)
    },
  },
  {
    ids: ['C-3'],
    name: 'the endpoints',
    async run(trial: Trial) {
      const { metadata } = trial
      for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'])
        trial.check('C-3', isHttps(metadata[name]), `${name} must be https`, metadata[name])
      trial.should(
        'C-3',
        isHttps(metadata.userinfo_endpoint),
        'userinfo_endpoint should be there',
        metadata.userinfo_endpoint,
      )
      const others = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint'))
      for (const [name, value] of others) trial.check('C-3', isHttps(value), `${name} must be https`, value)
      await publishedKeys(trial)
    },
  },
  {
    ids: ['C-4', 'C-5'],
    name: 'what every provider has',
    async run(trial: Trial) {
      const of = (name: string) => trial.listed(name).map(String)
      const types = of('response_types_supported').map((type) => type.split(' ').sort().join(' '))
      trial.check(
        'C-4',
        types.some((type) => type.includes('code') || type.includes('id_token')),
        'a type of OpenID must be there',
        types,
      )
      const subjects = of('subject_types_supported')
      const areSubjects = subjects.length > 0 && subjects.every((type) => type === 'public' || type === 'pairwise')
      trial.check('C-4', areSubjects, 'subject types must be public or pairwise', subjects)
      trial.check('C-4', of('id_token_signing_alg_values_supported').includes('RS256'), 'RS256 must be there')
      const algorithms = ['id_token', 'userinfo', 'request_object'].flatMap((name) =>
        of(`${name}_signing_alg_values_supported`),
      )
      trial.check(
        'C-4',
        algorithms.every((alg) => SIGNING.test(alg)),
        'algorithms must be known',
        algorithms,
      )
      const scopes = of('scopes_supported')
      trial.check(
        'C-5',
        scopes.includes('openid') && scopes.every((scope) => SCOPE.test(scope)),
        'openid must be there',
        scopes,
      )
      trial.should('C-5', of('claims_supported').length > 0, 'claims_supported should be there')
      const languages = [...of('ui_locales_supported'), ...of('claims_locales_supported')]
      trial.check(
        'C-5',
        languages.every((tag) => LANGUAGE.test(tag)),
        'languages must be tagged as BCP 47 has it',
        languages,
      )
    },
  },
  {
    ids: ['C-6', 'C-7'],
    name: 'lists and switches',
    async run(trial: Trial) {
      const { metadata } = trial
      for (const name of ['grant_types_supported', 'response_modes_supported', 'token_endpoint_auth_methods_supported'])
        trial.check('C-6', isTexts(metadata[name]), `${name} must be a list of texts`, metadata[name])
      const signs = trial
        .listed('token_endpoint_auth_methods_supported')
        .some((method) => String(method).endsWith('_jwt'))
      const algorithms = metadata.token_endpoint_auth_signing_alg_values_supported
      trial.check(
        'C-6',
        !signs || (isTexts(algorithms) && !algorithms.includes('none')),
        'algorithms of assertions must be told',
        algorithms,
      )
      const pkce = metadata.code_challenge_methods_supported
      trial.check('C-6', pkce === undefined || isTexts(pkce), 'code_challenge_methods_supported must be a list', pkce)
      const objects = trial.listed('request_object_signing_alg_values_supported')
      trial.should('C-7', objects.includes('RS256'), 'request objects should be taken with RS256', objects)
      const switches = [
        'request_uri_parameter_supported',
        'require_request_uri_registration',
        'claims_parameter_supported',
      ]
      for (const name of switches)
        trial.check(
          'C-7',
          metadata[name] === undefined || isFlag(metadata[name]),
          `${name} must be a boolean`,
          metadata[name],
        )
    },
  },
  {
    ids: ['C-8'],
    name: 'a provider with registration',
    skip: (trial) =>
      trial.metadata.registration_endpoint === undefined ? 'registration is not advertised' : undefined,
    run: (trial) => checkDynamic(trial, 'C-8'),
  },
]

/** What a provider advertises whose clients register themselves. */
export async function checkDynamic(trial: Trial, id: Id): Promise<void> {
  const { metadata } = trial
  trial.check(
    id,
    isHttps(metadata.registration_endpoint),
    'registration_endpoint must be https',
    metadata.registration_endpoint,
  )
  const types = trial.listed('response_types_supported').map((type) => String(type).split(' ').sort().join(' '))
  for (const type of ['code', 'id_token', 'id_token token'])
    trial.check(id, types.includes(type), `${type} must be a response type`, types)
  const grants = metadata.grant_types_supported
  for (const type of ['authorization_code', 'implicit'])
    trial.check(
      id,
      grants === undefined || trial.listed('grant_types_supported').includes(type),
      `${type} must be a grant type`,
      grants,
    )
}
