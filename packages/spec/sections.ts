/**
 * The sections and appendices of each cited document, with the anchor that its published page gives them.
 * Stored, not fetched: the build needs no network. In the order of the document, as the editors number them.
 */

/** The words of a list that is written as sentences of ids, several a line. */
type Words<S extends string, Found = never> = S extends `${infer Head} ${infer Rest}`
  ? Words<Rest, Found | Head>
  : Found | S

/** RFCs name their anchors after the number: `section-4.1.3`, `appendix-A.1`. */
function numbered<const S extends readonly string[]>(...lines: S): { readonly [K in Words<S[number]>]: string } {
  const ids = lines.join(' ').split(' ')
  const anchors = ids.map((id) => [id, /^[A-Z]/.test(id) ? `appendix-${id}` : `section-${id}`])
  return Object.fromEntries(anchors) as { readonly [K in Words<S[number]>]: string }
}

type IdOf<Word> = Word extends `${infer Id}=${string}` ? Id : never

/** The documents of the OpenID Foundation name each anchor: `3.1.2.1=AuthRequest`. */
function named<const S extends readonly string[]>(...lines: S): { readonly [K in IdOf<Words<S[number]>>]: string } {
  const pairs = lines
    .join(' ')
    .split(' ')
    .map((word) => word.split('='))
  return Object.fromEntries(pairs) as { readonly [K in IdOf<Words<S[number]>>]: string }
}

/** Some of them are read more easily by number: `rfc.section.2.4`. */
function counted<const S extends readonly string[]>(...lines: S): { readonly [K in Words<S[number]>]: string } {
  const ids = lines.join(' ').split(' ')
  return Object.fromEntries(ids.map((id) => [id, `rfc.section.${id}`])) as { readonly [K in Words<S[number]>]: string }
}

export const sections = {
  RFC6585: numbered('1 2 3 4 5 6 7 7.1 7.2 7.3 7.4 8 9 9.1 9.2 A B'),
  RFC6749: numbered(
    '1 1.1 1.2 1.3 1.3.1 1.3.2 1.3.3 1.3.4 1.4 1.5 1.6 1.7 1.8 1.9 2 2.1 2.2 2.3 2.3.1 2.3.2 2.4 3 3.1',
    '3.1.1 3.1.2 3.1.2.1 3.1.2.2 3.1.2.3 3.1.2.4 3.1.2.5 3.2 3.2.1 3.3 4 4.1 4.1.1 4.1.2 4.1.2.1 4.1.3',
    '4.1.4 4.2 4.2.1 4.2.2 4.2.2.1 4.3 4.3.1 4.3.2 4.3.3 4.4 4.4.1 4.4.2 4.4.3 4.5 5 5.1 5.2 6 7 7.1 7.2',
    '8 8.1 8.2 8.3 8.4 8.5 9 10 10.1 10.2 10.3 10.4 10.5 10.6 10.7 10.8 10.9 10.10 10.11 10.12 10.13',
    '10.14 10.15 11 11.1 11.1.1 11.2 11.2.1 11.2.2 11.3 11.3.1 11.3.2 11.4 11.4.1 12 12.1 12.2 A A.1 A.2',
    'A.3 A.4 A.5 A.6 A.7 A.8 A.9 A.10 A.11 A.12 A.13 A.14 A.15 A.16 A.17 A.18 B C',
  ),
  RFC6750: numbered('1 1.1 1.2 1.3 2 2.1 2.2 2.3 3 3.1 4 5 5.1 5.2 5.3 6 6.1 6.1.1 6.2 6.2.1 6.2.2 6.2.3 7 7.1 7.2 A'),
  RFC6890: numbered('1 2 2.1 2.2 2.2.1 2.2.2 2.2.3 3'),
  RFC7009: numbered('1 1.1 2 2.1 2.2 2.2.1 2.3 3 4 4.1 4.1.1 5 6 7 7.1 7.2'),
  RFC7515: numbered(
    '1 1.1 2 3 3.1 3.2 3.3 4 4.1 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7 4.1.8 4.1.9 4.1.10 4.1.11 4.2',
    '4.3 5 5.1 5.2 5.3 6 7 7.1 7.2 7.2.1 7.2.2 8 9 9.1 9.1.1 9.1.2 9.2 9.2.1 10 10.1 10.2 10.3 10.4 10.5',
    '10.6 10.7 10.8 10.9 10.10 10.11 10.12 10.13 11 11.1 11.2 A A.1 A.1.1 A.1.2 A.2 A.2.1 A.2.2 A.3 A.3.1',
    'A.3.2 A.4 A.4.1 A.4.2 A.5 A.6 A.6.1 A.6.2 A.6.3 A.6.4 A.7 B C D E F',
  ),
  RFC7516: numbered(
    '1 1.1 2 3 3.1 3.2 3.3 4 4.1 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7 4.1.8 4.1.9 4.1.10 4.1.11 4.1.12',
    '4.1.13 4.2 4.3 5 5.1 5.2 5.3 6 7 7.1 7.2 7.2.1 7.2.2 8 9 10 10.1 10.1.1 11 11.1 11.2 11.3 11.4 11.5 12',
    '12.1 12.2 A A.1 A.1.1 A.1.2 A.1.3 A.1.4 A.1.5 A.1.6 A.1.7 A.1.8 A.2 A.2.1 A.2.2 A.2.3 A.2.4 A.2.5 A.2.6',
    'A.2.7 A.2.8 A.3 A.3.1 A.3.2 A.3.3 A.3.4 A.3.5 A.3.6 A.3.7 A.3.8 A.4 A.4.1 A.4.2 A.4.3 A.4.4 A.4.5 A.4.6',
    'A.4.7 A.5 B B.1 B.2 B.3 B.4 B.5 B.6 B.7',
  ),
  RFC7517: numbered(
    '1 1.1 2 3 4 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 5 5.1 6 7 8 8.1 8.1.1 8.1.2 8.2 8.2.1 8.2.2 8.3',
    '8.3.1 8.3.2 8.4 8.4.1 8.4.2 8.5 8.5.1 9 9.1 9.2 9.3 10 10.1 10.2 A A.1 A.2 A.3 B C C.1 C.2 C.3 C.4',
    'C.5 C.6 C.7 C.8 C.9',
  ),
  RFC7519: numbered(
    '1 1.1 2 3 3.1 4 4.1 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7 4.2 4.3 5 5.1 5.2 5.3 6 6.1 7 7.1 7.2',
    '7.3 8 9 10 10.1 10.1.1 10.1.2 10.2 10.2.1 10.3 10.3.1 10.4 10.4.1 11 11.1 11.2 12 13 13.1 13.2 A A.1',
    'A.2 B C',
  ),
  RFC7523: numbered('1 1.1 1.2 2 2.1 2.2 3 3.1 3.2 4 5 6 7 8 8.1 8.2 9 9.1 9.2'),
  RFC7591: numbered(
    '1 1.1 1.2 1.3 2 2.1 2.2 2.3 3 3.1 3.1.1 3.2 3.2.1 3.2.2 4 4.1 4.1.1 4.1.2 4.2 4.2.1 4.2.2 5 6 7 7.1',
    '7.2 A A.1 A.1.1 A.1.2 A.2 A.2.1 A.2.2 A.3 A.3.1 A.3.2 A.4 A.4.1 A.4.2 A.5 A.5.1 A.5.2',
  ),
  RFC7592: numbered('1 1.1 1.2 1.3 2 2.1 2.2 2.3 3 4 5 6 7 A A.1 B'),
  RFC7636: numbered(
    '1 1.1 2 3 3.1 4 4.1 4.2 4.3 4.4 4.4.1 4.5 4.6 5 6 6.1 6.2 6.2.1 6.2.2 7 7.1 7.2 7.3 7.4 7.5 8 8.1 8.2 A B',
  ),
  RFC7662: numbered('1 1.1 1.2 2 2.1 2.2 2.3 3 3.1 3.1.1 3.1.2 4 5 6 6.1 6.2 A'),
  RFC8252: numbered(
    '1 2 3 4 4.1 5 6 7 7.1 7.2 7.3 8 8.1 8.2 8.3 8.4 8.5 8.6 8.7 8.8 8.9 8.10 8.11 8.12 9 10 10.1 10.2 A',
    'B B.1 B.2 B.3 B.4 B.5',
  ),
  RFC8414: numbered('1 1.1 1.2 2 2.1 3 3.1 3.2 3.3 4 5 6 6.1 6.2 6.3 6.4 7 7.1 7.1.1 7.1.2 7.2 7.3 7.3.1 8 8.1 8.2'),
  RFC8628: numbered(
    '1 2 3 3.1 3.2 3.3 3.3.1 3.4 3.5 4 5 5.1 5.2 5.3 5.4 5.5 5.6 5.7 6 6.1 6.2 7 7.1 7.2 7.3 7.4 8 8.1',
    '8.2',
  ),
  RFC8707: numbered('1 1.1 2 2.1 2.2 3 4 5 5.1 5.2 6 6.1 6.2'),
  RFC8725: numbered(
    '1 1.1 1.2 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11 3.12',
    '4 5 6 6.1 6.2',
  ),
  RFC9068: numbered('1 1.1 2 2.1 2.2 2.2.1 2.2.2 2.2.3 2.2.3.1 3 4 5 6 7 7.1 7.2 8 8.1 8.2'),
  RFC9110: numbered(
    '1 1.1 1.2 1.3 1.4 2 2.1 2.2 2.3 2.4 2.5 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4 4.1 4.2 4.2.1 4.2.2',
    '4.2.3 4.2.4 4.2.5 4.3 4.3.1 4.3.2 4.3.3 4.3.4 4.3.5 5 5.1 5.2 5.3 5.4 5.5 5.6 5.6.1 5.6.1.1 5.6.1.2',
    '5.6.2 5.6.3 5.6.4 5.6.5 5.6.6 5.6.7 6 6.1 6.2 6.3 6.4 6.4.1 6.4.2 6.5 6.5.1 6.5.2 6.6 6.6.1 6.6.2 7',
    '7.1 7.2 7.3 7.3.1 7.3.2 7.3.3 7.4 7.5 7.6 7.6.1 7.6.2 7.6.3 7.7 7.8 8 8.1 8.2 8.3 8.3.1 8.3.2 8.3.3',
    '8.4 8.4.1 8.4.1.1 8.4.1.2 8.4.1.3 8.5 8.5.1 8.6 8.7 8.8 8.8.1 8.8.2 8.8.2.1 8.8.2.2 8.8.3 8.8.3.1',
    '8.8.3.2 8.8.3.3 9 9.1 9.2 9.2.1 9.2.2 9.2.3 9.3 9.3.1 9.3.2 9.3.3 9.3.4 9.3.5 9.3.6 9.3.7 9.3.8 10',
    '10.1 10.1.1 10.1.2 10.1.3 10.1.4 10.1.5 10.2 10.2.1 10.2.2 10.2.3 10.2.4 11 11.1 11.2 11.3 11.4 11.5',
    '11.6 11.6.1 11.6.2 11.6.3 11.7 11.7.1 11.7.2 11.7.3 12 12.1 12.2 12.3 12.4 12.4.1 12.4.2 12.4.3 12.5',
    '12.5.1 12.5.2 12.5.3 12.5.4 12.5.5 13 13.1 13.1.1 13.1.2 13.1.3 13.1.4 13.1.5 13.2 13.2.1 13.2.2 14',
    '14.1 14.1.1 14.1.2 14.2 14.3 14.4 14.5 14.6 15 15.1 15.2 15.2.1 15.2.2 15.3 15.3.1 15.3.2 15.3.3',
    '15.3.4 15.3.5 15.3.6 15.3.7 15.3.7.1 15.3.7.2 15.3.7.3 15.4 15.4.1 15.4.2 15.4.3 15.4.4 15.4.5',
    '15.4.6 15.4.7 15.4.8 15.4.9 15.5 15.5.1 15.5.2 15.5.3 15.5.4 15.5.5 15.5.6 15.5.7 15.5.8 15.5.9',
    '15.5.10 15.5.11 15.5.12 15.5.13 15.5.14 15.5.15 15.5.16 15.5.17 15.5.18 15.5.19 15.5.20 15.5.21',
    '15.5.22 15.6 15.6.1 15.6.2 15.6.3 15.6.4 15.6.5 15.6.6 16 16.1 16.1.1 16.1.2 16.2 16.2.1 16.2.2 16.3',
    '16.3.1 16.3.2 16.3.2.1 16.3.2.2 16.4 16.4.1 16.4.2 16.5 16.5.1 16.5.2 16.6 16.6.1 16.6.2 16.7 17',
    '17.1 17.2 17.3 17.4 17.5 17.6 17.7 17.8 17.9 17.10 17.11 17.12 17.13 17.14 17.15 17.16 17.16.1',
    '17.16.2 17.16.3 17.16.4 18 18.1 18.2 18.3 18.4 18.5 18.6 18.7 18.8 18.9 18.10 19 19.1 19.2 A B B.1',
    'B.2 B.3 B.4 B.5 B.6 B.7 B.8 B.9',
  ),
  RFC9207: numbered('1 1.1 2 2.1 2.2 2.3 2.4 3 4 5 5.1 5.2 6 6.1 6.2'),
  RFC9700: numbered(
    '1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.6 3 4 4.1 4.1.1 4.1.2 4.1.3 4.2 4.2.1',
    '4.2.2 4.2.3 4.2.4 4.3 4.3.1 4.3.2 4.4 4.4.1 4.4.2 4.4.2.1 4.4.2.2 4.5 4.5.1 4.5.2 4.5.3 4.5.3.1',
    '4.5.3.2 4.5.3.3 4.5.4 4.6 4.6.1 4.7 4.7.1 4.8 4.8.1 4.8.2 4.9 4.9.1 4.9.2 4.9.3 4.10 4.10.1 4.10.2',
    '4.10.3 4.11 4.11.1 4.11.2 4.12 4.13 4.14 4.14.1 4.14.2 4.15 4.15.1 4.16 4.17 4.17.1 4.17.1.1',
    '4.17.1.2 4.17.1.3 4.17.2 5 6 7 7.1 7.2',
  ),
  RFC9728: numbered(
    '1 1.1 1.2 2 2.1 2.2 3 3.1 3.2 3.3 4 5 5.1 5.2 5.3 5.4 6 7 7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.9 7.10 8',
    '8.1 8.1.1 8.1.2 8.2 8.2.1 8.3 8.3.1 9 9.1 9.2',
  ),
  OAUTH21: numbered(
    '1 1.1 1.2 1.3 1.3.1 1.3.2 1.3.3 1.4 1.4.1 1.4.2 1.4.3 1.5 1.6 1.7 1.8 1.9 2 2.1 2.2 2.3 2.3.1 2.3.2',
    '2.3.3 2.3.4 2.3.5 2.3.6 2.4 2.4.1 2.4.2 2.5 3 3.1 3.2 3.2.1 3.2.2 3.2.3 3.2.4 4 4.1 4.1.1 4.1.2',
    '4.1.2.1 4.1.3 4.2 4.2.1 4.3 4.3.1 4.3.2 4.3.3 4.4 5 5.1 5.1.1 5.1.2 5.2 5.3 5.3.1 5.3.2 6 6.1 6.1.1',
    '6.1.2 6.2 6.3 6.4 6.5 7 7.1 7.1.1 7.1.1.1 7.1.1.2 7.1.1.3 7.1.1.4 7.1.2 7.1.3 7.1.3.1 7.1.3.2',
    '7.1.3.3 7.1.3.4 7.1.3.5 7.1.3.6 7.1.3.7 7.1.4 7.2 7.3 7.3.1 7.3.2 7.4 7.5 7.5.1 7.5.1.1 7.5.2 7.5.3',
    '7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.12.1 7.12.2 7.13 7.14 7.14.1 7.14.2 8 8.1 8.1.1 8.1.2 8.2 8.3 8.4',
    '8.4.1 8.4.2 8.4.3 8.5 8.5.1 8.5.2 8.5.3 8.5.4 9 10 10.1 10.2 11 A A.1 A.2 A.3 A.4 A.5 A.6 A.7 A.8',
    'A.9 A.10 A.11 A.12 A.13 A.14 A.15 A.16 A.17 A.18 B C C.1 C.2 C.3 D E F',
  ),
  OIDC: named(
    '1=Introduction 1.1=rnc 1.2=Terminology 1.3=Overview 2=IDToken 3=Authentication 3.1=CodeFlowAuth',
    '3.1.1=CodeFlowSteps 3.1.2=AuthorizationEndpoint 3.1.2.1=AuthRequest 3.1.2.2=AuthRequestValidation',
    '3.1.2.3=Authenticates 3.1.2.4=Consent 3.1.2.5=AuthResponse 3.1.2.6=AuthError',
    '3.1.2.7=AuthResponseValidation 3.1.3=TokenEndpoint 3.1.3.1=TokenRequest',
    '3.1.3.2=TokenRequestValidation 3.1.3.3=TokenResponse 3.1.3.4=TokenErrorResponse',
    '3.1.3.5=TokenResponseValidation 3.1.3.6=CodeIDToken 3.1.3.7=IDTokenValidation',
    '3.1.3.8=CodeFlowTokenValidation 3.2=ImplicitFlowAuth 3.2.1=ImplicitFlowSteps',
    '3.2.2=ImplicitAuthorizationEndpoint 3.2.2.1=ImplicitAuthRequest 3.2.2.2=ImplicitValidation',
    '3.2.2.3=ImplicitAuthenticates 3.2.2.4=ImplicitConsent 3.2.2.5=ImplicitAuthResponse',
    '3.2.2.6=ImplicitAuthError 3.2.2.7=ImplicitCallback 3.2.2.8=ImplicitAuthResponseValidation',
    '3.2.2.9=ImplicitTokenValidation 3.2.2.10=ImplicitIDToken 3.2.2.11=ImplicitIDTValidation',
    '3.3=HybridFlowAuth 3.3.1=HybridFlowSteps 3.3.2=HybridAuthorizationEndpoint 3.3.2.1=HybridAuthRequest',
    '3.3.2.2=HybridValidation 3.3.2.3=HybridAuthenticates 3.3.2.4=HybridConsent',
    '3.3.2.5=HybridAuthResponse 3.3.2.6=HybridAuthError 3.3.2.7=HybridCallback',
    '3.3.2.8=HybridAuthResponseValidation 3.3.2.9=HybridTokenValidation 3.3.2.10=CodeValidation',
    '3.3.2.11=HybridIDToken 3.3.2.12=HybridIDTValidation 3.3.3=HybridTokenEndpoint',
    '3.3.3.1=HybridTokenRequest 3.3.3.2=HybridTokenRequestValidation 3.3.3.3=HybridTokenResponse',
    '3.3.3.4=HybridTokenErrorResponse 3.3.3.5=HybridTokenResponseValidation 3.3.3.6=HybridIDToken2',
    '3.3.3.7=HybridIDTValidation2 3.3.3.8=HybridAccessToken2 3.3.3.9=HybridTokenValidation2',
    '4=ThirdPartyInitiatedLogin 5=Claims 5.1=StandardClaims 5.1.1=AddressClaim 5.1.2=AdditionalClaims',
    '5.2=ClaimsLanguagesAndScripts 5.3=UserInfo 5.3.1=UserInfoRequest 5.3.2=UserInfoResponse',
    '5.3.3=UserInfoError 5.3.4=UserInfoResponseValidation 5.4=ScopeClaims 5.5=ClaimsParameter',
    '5.5.1=IndividualClaimsRequests 5.5.1.1=acrSemantics 5.5.2=IndividualClaimsLanguages 5.6=ClaimTypes',
    '5.6.1=NormalClaims 5.6.2=AggregatedDistributedClaims 5.6.2.1=AggregatedExample',
    '5.6.2.2=DistributedExample 5.7=ClaimStability 6=JWTRequests 6.1=RequestObject 6.1.1=RequestParameter',
    '6.2=RequestUriParameter 6.2.1=CreateRequestUri 6.2.2=UseRequestUri 6.2.3=GetRequestUri',
    '6.2.4=RequestUriRationale 6.3=JWTRequestValidation 6.3.1=EncryptedRequestObject',
    '6.3.2=SignedRequestObject 6.3.3=RequestParameterValidation 7=SelfIssued 7.1=SelfIssuedDiscovery',
    '7.2=SelfIssuedRegistration 7.2.1=RegistrationParameter 7.3=SelfIssuedRequest 7.4=SelfIssuedResponse',
    '7.5=SelfIssuedValidation 8=SubjectIDTypes 8.1=PairwiseAlg 9=ClientAuthentication 10=SigEnc',
    '10.1=Signing 10.1.1=RotateSigKeys 10.2=Encryption 10.2.1=RotateEncKeys 11=OfflineAccess',
    '12=RefreshTokens 12.1=RefreshingAccessToken 12.2=RefreshTokenResponse 12.3=RefreshErrorResponse',
    '13=Serializations 13.1=QuerySerialization 13.2=FormSerialization 13.3=JSONSerialization 14=StringOps',
    '15=ImplementationConsiderations 15.1=ServerMTI 15.2=DynamicMTI 15.3=DiscoReg 15.4=RPMTI',
    '15.5=ImplementationNotes 15.5.1=CodeNotes 15.5.2=NonceNotes 15.5.3=FragmentNotes',
    '15.6=CompatibilityNotes 15.7=RelatedSpecs 16=Security 16.1=RequestDisclosure 16.2=ServerMasquerading',
    '16.3=TokenManufacture 16.4=AccessTokenDisclosure 16.5=ResponseDisclosure',
    '16.6=ServerResponseRepudiation 16.7=RequestRepudation 16.8=AccessTokenRedirect 16.9=TokenReuse',
    '16.10=AuthCodeCapture 16.11=TokenSubstitution 16.12=TimingAttack 16.13=OtherCryptoAttacks',
    '16.14=SigningOrder 16.15=IssuerIdentifier 16.16=ImplicitFlowThreats 16.17=TLSRequirements',
    '16.18=TokenLifetime 16.19=SymmetricKeyEntropy 16.20=NeedForSignedRequests',
    '16.21=NeedForEncryptedRequests 16.22=HTTP307Redirects 16.23=iOSCustomSchemes 17=Privacy 17.1=PII',
    '17.2=AccessMonitoring 17.3=Correlation 17.4=OfflineAccessPrivacy 18=IANA 18.1=ClaimsRegistry',
    '18.1.1=ClaimsContents 18.2=OAuthParametersRegistry 18.2.1=ParametersContents 18.3=OAuthErrorRegistry',
    '18.3.1=ErrorContents 18.4=URISchemeRegistry 18.4.1=URISchemeContents A=AuthorizationExamples',
    'A.1=codeExample A.2=id_tokenExample A.3=id_token-tokenExample A.4=code-id_tokenExample',
    'A.5=code-tokenExample A.6=code-id_token-tokenExample A.7=ExampleRSAKey B=Acknowledgements C=Notices',
  ),
  OIDCUA: numbered('1 2 2.1 2.1.1'),
  OIDCD: named(
    '1=Introduction 1.1=rnc 1.2=Terminology 2=IssuerDiscovery 2.1=IdentifierNormalization',
    '2.1.1=IdentifierTypes 2.1.2=NormalizationSteps 2.2=Examples 2.2.1=EmailSyntax 2.2.2=URLSyntax',
    '2.2.3=HostPortExample 2.2.4=AcctURISyntax 3=ProviderMetadata 4=ProviderConfig',
    '4.1=ProviderConfigurationRequest 4.2=ProviderConfigurationResponse',
    '4.3=ProviderConfigurationValidation 5=StringOps 6=ImplementationConsiderations',
    '6.1=CompatibilityNotes 7=Security 7.1=TLSRequirements 7.2=Impersonation 8=IANA 8.1=WellKnownRegistry',
    '8.1.1=WellKnownContents 8.2=MetadataRegistry 8.2.1=MetadataContents A=Acknowledgements B=Notices',
  ),
  OIDCR: named(
    '1=Introduction 1.1=rnc 1.2=Terminology 2=ClientMetadata 2.1=LanguagesAndScripts 3=ClientRegistration',
    '3.1=RegistrationRequest 3.2=RegistrationResponse 3.3=RegistrationError 4=ClientConfigurationEndpoint',
    '4.1=AccessURL 4.2=ReadRequest 4.3=ReadResponse 4.4=ReadError 5=SectorIdentifierValidation 6=StringOps',
    '7=Validation',
  ),
  OIDCRPI: counted('1 1.1 1.2 2 2.1 3 3.1 4 5 6'),
  OIDCBCL: counted('1 1.1 1.2 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3 4 4.1'),
  OIDCFCL: counted('1 1.1 1.2 2 3 3.1 4'),
} as const
