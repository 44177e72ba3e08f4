/** Stands for `@sightglass/spec/code` in the sandbox: what the code decides before it is checked follows the rule that is off, too. */
import { type CodeEffect, type CodeFindings, effectOf as real } from '@sightglass/spec/code'
import { off } from './off.ts'

export * from '@sightglass/spec/code'

const switchedOff: Readonly<Record<string, keyof CodeFindings>> = {
  'pkce.verifierMatches': 'verifierMatches',
  'code.unused': 'unused',
}

/** As the real one, for findings in which the rule that is switched off holds: without it nothing is burnt and nothing revoked. */
export function effectOf(found: CodeFindings): CodeEffect {
  const without = switchedOff[off]
  return real(without === undefined ? found : { ...found, [without]: true })
}
