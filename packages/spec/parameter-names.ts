/**
 * The names that may be told: of parameters, members of answers and claims, by where they come from. Any other name is the
 * peer's own text, and where a body is malformed it may be a secret, so what is told of it is its length. Runs in browsers too.
 */
const names = {
  authorization: `response_type client_id redirect_uri scope state response_mode nonce display prompt max_age ui_locales
    claims_locales id_token_hint login_hint acr_values claims request request_uri registration code_challenge
    code_challenge_method resource audience authorization_details dpop_jkt code iss session_state`,
  token: `grant_type code_verifier client_secret refresh_token username password client_assertion client_assertion_type assertion
    device_code user_code auth_req_id subject_token subject_token_type actor_token actor_token_type requested_token_type
    access_token token_type expires_in id_token issued_token_type verification_uri verification_uri_complete interval`,
  errors: 'error error_description error_uri realm resource_metadata algs',
  tokens: `token token_type_hint active sub aud exp nbf iat jti azp auth_time acr amr at_hash c_hash s_hash cnf act may_act sid events
    logout_token opened_token logout_hint post_logout_redirect_uri client_name`,
  profile: `name given_name family_name middle_name nickname preferred_username profile picture website email email_verified
    gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at`,
  metadata: `issuer authorization_endpoint token_endpoint jwks_uri registration_endpoint scopes_supported response_types_supported
    response_modes_supported grant_types_supported token_endpoint_auth_methods_supported
    token_endpoint_auth_signing_alg_values_supported service_documentation ui_locales_supported op_policy_uri op_tos_uri
    revocation_endpoint introspection_endpoint device_authorization_endpoint code_challenge_methods_supported
    authorization_response_iss_parameter_supported userinfo_endpoint end_session_endpoint acr_values_supported
    subject_types_supported id_token_signing_alg_values_supported userinfo_signing_alg_values_supported
    request_object_signing_alg_values_supported display_values_supported claim_types_supported claims_supported
    claims_parameter_supported request_parameter_supported request_uri_parameter_supported require_request_uri_registration
    prompt_values_supported frontchannel_logout_supported frontchannel_logout_session_supported backchannel_logout_supported
    backchannel_logout_session_supported check_session_iframe pushed_authorization_request_endpoint
    require_pushed_authorization_requests dpop_signing_alg_values_supported introspection_endpoint_auth_methods_supported
    revocation_endpoint_auth_methods_supported mtls_endpoint_aliases tls_client_certificate_bound_access_tokens
    client_id_metadata_document_supported authorization_servers bearer_methods_supported resource_name resource_documentation keys`,
  registration: `redirect_uris token_endpoint_auth_method token_endpoint_auth_signing_alg grant_types response_types client_uri logo_uri
    policy_uri tos_uri contacts jwks application_type subject_type sector_identifier_uri id_token_signed_response_alg
    userinfo_signed_response_alg request_object_signing_alg request_uris default_max_age require_auth_time initiate_login_uri
    post_logout_redirect_uris backchannel_logout_uri backchannel_logout_session_required frontchannel_logout_uri
    frontchannel_logout_session_required client_id_issued_at client_secret_expires_at registration_access_token
    registration_client_uri`,
  headers: 'Authorization WWW-Authenticate method path location content_type',
  forms: `csrf action session sessions grants consents done consent trust new_password new_password_again what text again result
    signed_out signed_out_everywhere scope.openid scope.profile scope.email scope.read scope.write scope.admin scope.offline_access`,
  answers: 'message notes status title scopes subject links routes id created_at expires_at',
} as const

/** Every name that may be told. */
export const knownNames: ReadonlySet<string> = new Set(Object.values(names).flatMap((group) => group.split(/\s+/)))

/** A name as it may be told anywhere; in the characters that `error_description` allows. */
export const toldName = (name: string): string =>
  knownNames.has(name) ? name : `(unknown name, ${name.length} characters)`
