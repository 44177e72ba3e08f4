/**
 * A black-box suite: plays the relying party against an OpenID provider, knows it by its address alone, and says of each id in
 * `ids.ts` whether it holds. Owns the clients, the browser and the assertions; of the provider examined it owns nothing, ours
 * included, which it starts as a process like any other.
 */
import { certificate, certificateKey } from './certificate.ts'
import { type Extent, examine } from './examine.ts'
import type { Finding } from './findings.ts'
import type { Id } from './ids.ts'
import { launch } from './launch.ts'
import { openRelyingParty } from './relying-party.ts'
import { type Examiner, ourPages, shortWaits, trueWaits } from './subject.ts'
import { connections } from './wire.ts'

export { type Extent, examine } from './examine.ts'
export { type Finding, type Verdict, verdictsOf } from './findings.ts'
export { behaviours, type Id, ids, isId } from './ids.ts'
export { countsOf, isFailure, type Judgement, reportOf } from './report.ts'

/** What our own server does not offer: unsigned ID tokens, and sessions watched in a frame. */
export const notOurs: readonly Id[] = ['B-4', 'L-13']

export interface OwnRun extends Extent {
  /** Waits as long as the rows about time say. */
  readonly slow: boolean
}

/** Starts our server on ports of its own, examines it, and stops it. */
export const examineOurs = async ({ slow, ...extent }: OwnRun): Promise<readonly Finding[]> =>
  await withOurs(slow, (examiner) => examine(examiner, extent))

/** Our server on ports of its own for as long as the work takes. */
export async function withOurs<T>(slow: boolean, work: (examiner: Examiner) => Promise<T>): Promise<T> {
  const relyingParty = await openRelyingParty({ certificate: certificate(), key: certificateKey() })
  const agent = connections([certificate()])
  try {
    const { stop, ...launched } = await launch(relyingParty)
    try {
      const subject = { ...launched, pages: ourPages, waits: slow ? trueWaits : shortWaits }
      return await work({ subject, relyingParty, agent })
    } finally {
      await stop()
    }
  } finally {
    agent.destroy()
    await relyingParty.close()
  }
}
