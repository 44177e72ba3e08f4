/** Runs plans: a few behaviours at a time, each in a trial of its own. */
import { Failed, type Finding } from './findings.ts'
import { type Plan, plansOf } from './plans.ts'
import type { Examiner } from './subject.ts'
import { type Behaviour, type Json, maybeObject, type Profile, Trial } from './trial.ts'
import { Wire } from './wire.ts'

export interface Extent {
  /** Everything in every profile. */
  readonly full: boolean
  /** Only profiles and behaviours whose name or id has this. */
  readonly matching?: string | undefined
  /** Only the profile of this name. */
  readonly profile?: string | undefined
}

const AT_ONCE = 4

interface Work {
  readonly profile: Profile
  readonly behaviour: Behaviour
}

/** @throws {Error} where there is no provider at the issuer */
export async function examine(examiner: Examiner, extent: Extent): Promise<readonly Finding[]> {
  const metadata = await discovered(examiner)
  const work = workOf(plansOf(extent), extent)
  const findings: Finding[] = []
  let next = 0
  const hand = async (): Promise<void> => {
    for (let one = work[next++]; one !== undefined; one = work[next++])
      findings.push(...(await tried(examiner, one, metadata)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
  return findings
}

async function discovered({ subject, agent }: Examiner): Promise<Json> {
  const { status, text } = await new Wire(agent).send(`${subject.issuer}/.well-known/openid-configuration`)
  const metadata = maybeObject(text)
  if (status !== 200 || metadata === undefined) throw new Error(`there is no discovery document of ${subject.issuer}`)
  return metadata
}

const workOf = (plans: readonly Plan[], { matching = '', profile: only }: Extent): readonly Work[] =>
  plans
    .filter(({ profile }) => only === undefined || profile.name === only)
    .flatMap(({ profile, behaviours }) =>
      behaviours
        .filter(({ only = () => true }) => only(profile))
        .filter(
          ({ name, ids }) =>
            [profile.name, name].some((text) => text.includes(matching)) || ids.some((id) => id === matching),
        )
        .map((behaviour) => ({ profile, behaviour })),
    )

async function tried(examiner: Examiner, { profile, behaviour }: Work, metadata: Json): Promise<readonly Finding[]> {
  const trial = new Trial(examiner, profile, behaviour.name, metadata)
  const why = whyNot(examiner, profile, metadata) ?? behaviour.skip?.(trial)
  if (why !== undefined) for (const id of behaviour.ids) trial.skip(id, why)
  else await runIn(trial, behaviour)
  return trial.findings
}

function whyNot(
  { subject }: Examiner,
  { registration, responseType, responseMode }: Profile,
  metadata: Json,
): string | undefined {
  const types = Array.isArray(metadata.response_types_supported) ? metadata.response_types_supported.map(String) : []
  if (!types.some((type) => sorted(type) === sorted(responseType))) return `${responseType} is not advertised`
  const modes = metadata.response_modes_supported
  if (responseMode !== undefined && Array.isArray(modes) && !modes.includes(responseMode))
    return `${responseMode} is not advertised`
  if (registration === 'dynamic' && metadata.registration_endpoint === undefined)
    return 'registration is not advertised'
  if (registration === 'static' && subject.clients === undefined) return 'no client was given'
  return undefined
}

const sorted = (type: string): string => type.split(' ').sort().join(' ')

async function runIn(trial: Trial, { ids, run }: Behaviour): Promise<void> {
  const broke = await brokeOff(() => run(trial))
  for (const id of ids) {
    if (broke !== undefined && !isBroken(trial, id)) trial.fail(id, `broke off: ${broke}`)
    if (broke === undefined && !trial.has(id)) trial.fail(id, 'asserted nothing')
  }
  const badEnd = await brokeOff(() => trial.end())
  if (badEnd !== undefined) trial.fail('G-4', `broke off: ${badEnd}`)
}

const isBroken = ({ findings }: Trial, id: string): boolean =>
  findings.some((finding) => finding.id === id && finding.kind === 'failed')

async function brokeOff(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (reason) {
    if (reason instanceof Failed) return reason.message
    return reason instanceof Error ? reason.message : String(reason)
  }
}
