/** The section ids of each cited document, with the anchor that its published page gives them. Stored, not fetched: the build needs no network. */

/** RFCs name their anchors after the number: `section-4.1.3`. */
type Numbered<S extends readonly string[]> = { readonly [K in S[number]]: string }
function numbered<const S extends readonly string[]>(...ids: S): Numbered<S> {
  return Object.fromEntries(
    ids.map((id) => [id, /^[A-Z]/.test(id) ? `appendix-${id}` : `section-${id}`]),
  ) as Numbered<S>
}

export const sections = {
  RFC6749: numbered(
    '1',
    '2',
    '2.3',
    '2.3.1',
    '3.1',
    '3.1.2',
    '3.2',
    '3.3',
    '4.1',
    '4.1.1',
    '4.1.2',
    '4.1.2.1',
    '4.1.3',
    '4.4',
    '5.1',
    '5.2',
    '6',
  ),
  RFC6750: numbered('2', '2.1', '3', '3.1'),
  RFC7009: numbered('2'),
  RFC7515: numbered('4.1.1'),
  RFC7517: numbered('5'),
  RFC7519: numbered('4.1.3', '4.1.4'),
  RFC7591: numbered('2'),
  RFC7592: numbered('2'),
  RFC7636: numbered('4.1', '4.2', '4.3', '4.4', '4.6'),
  RFC7662: numbered('2'),
  RFC8252: numbered('7.3'),
  RFC8414: numbered('2', '3', '3.3'),
  RFC8628: numbered('3.5'),
  RFC8707: numbered('2'),
  RFC8725: numbered('3.1'),
  RFC9068: numbered('2.2', '4'),
  RFC9110: numbered('9.1', '15.5.5', '15.5.6', '15.6.1', '15.6.4'),
  RFC9207: numbered('2'),
  RFC9700: numbered('2.1.1'),
  RFC9728: numbered('2', '3'),
  OAUTH21: numbered('4.1.1'),
  OIDC: {
    '3.1.2.1': 'AuthRequest',
    '3.1.2.6': 'AuthError',
    '3.1.3.7': 'IDTokenValidation',
    '5.3.4': 'UserInfoResponseValidation',
  },
  OIDCD: { '3': 'ProviderMetadata' },
} as const
