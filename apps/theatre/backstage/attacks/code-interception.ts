/** Code interception (RFC 7636 §1): an app of the attacker on the same device gets the code, and tries it with a verifier of its own. */
import { codeChallengeS256, createCodeVerifier } from '@sightglass/spec/pkce'
import type { Attack } from '../play.ts'
import { authorizeUrl, NATIVE, redeem } from './native-app.ts'

export const codeInterception: Attack = {
  id: 'code-interception',
  off: 'pkce.verifierMatches',
  async play(stage) {
    const url = authorizeUrl(stage.places, { code_challenge: await codeChallengeS256(createCodeVerifier()) })
    stage.aside('appOpensBrowser', 'client', 'browser')
    const left = await stage.person('alice').authorize(url)
    stage.aside('codeCaught:code', 'browser', 'attacker')
    const code = left.searchParams.get('code') ?? ''
    const attacker = stage.actor('attacker')
    const tokens = await redeem(attacker, stage.places, {
      code,
      redirect_uri: NATIVE,
      code_verifier: createCodeVerifier(),
    })
    return tokens && { loot: 'tokens' }
  },
}
