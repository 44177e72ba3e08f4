/** Refusals of registration: JSON with the codes of RFC 7591 §3.2.2; a challenge where a token was missing or wrong. */
import { rules as bearerRules, formatChallenge } from '@sightglass/spec/bearer'
import { errorUriOf, json, retryAfter, type Tell } from '../../http.ts'

export const tellRegistration: Tell = (refusal) => {
  const { error, status, description, rule, seen, traceUrl } = refusal
  const headers = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
  const told = { error, error_description: description }
  if (status === 401)
    headers['www-authenticate'] = formatChallenge({
      realm: 'sightglass',
      ...(rule === bearerRules.presented ? {} : { ...told, error_uri: traceUrl }),
    })
  return json({ ...told, error_uri: errorUriOf(refusal) }, status, headers)
}
