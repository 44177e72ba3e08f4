/** Refusals of registration: JSON with the codes of RFC 7591 §3.2.2; a challenge where a token was missing or wrong. */
import { rules as bearerRules, formatChallenge } from '@sightglass/spec/bearer'
import { hrefOf } from '@sightglass/spec/specs'
import { json, retryAfter, type Tell } from '../../http.ts'

export const tellRegistration: Tell = ({ error, status, description, rule, seen }) => {
  const headers = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
  const told = { error, error_description: description }
  if (status === 401)
    headers['www-authenticate'] = formatChallenge({
      realm: 'sightglass',
      ...(rule === bearerRules.presented ? {} : told),
    })
  return json({ ...told, error_uri: rule && hrefOf(rule.cite) }, status, headers)
}
