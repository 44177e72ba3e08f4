/** What a run found, one finding an assertion; and what it says of each id in the end. */
import { type Id, ids } from './ids.ts'
import type { Exchange } from './wire.ts'

export type Kind = 'passed' | 'failed' | 'warned' | 'skipped'

export interface Finding {
  readonly id: Id
  readonly kind: Kind
  /** What must be so; of a skip, why. */
  readonly words: string
  /** What was there instead. */
  readonly seen?: string
  readonly profile: string
  readonly behaviour: string
  /** Of what failed or was warned of. */
  readonly exchanges: readonly Exchange[]
}

/** An assertion that did not hold: it is among the findings already, and ends its behaviour. */
export class Failed extends Error {
  readonly id: Id
  override readonly name = 'Failed'

  constructor(id: Id, words: string) {
    super(`${id}: ${words}`)
    this.id = id
  }
}

export interface Verdict {
  readonly id: Id
  readonly kind: Kind
  /** All that failed, was warned of or skipped; of what passed, nothing. */
  readonly findings: readonly Finding[]
  /** How many assertions held. */
  readonly held: number
}

/** The worst of each id; what nobody asserted has failed. */
export function verdictsOf(findings: readonly Finding[], examined: readonly Id[] = ids): readonly Verdict[] {
  return examined.map((id) => {
    const own = findings.filter((finding) => finding.id === id)
    const of = (kind: Kind) => own.filter((finding) => finding.kind === kind)
    const held = of('passed').length
    for (const kind of ['failed', 'warned'] as const)
      if (of(kind).length > 0) return { id, kind, held, findings: of(kind) }
    if (held > 0) return { id, kind: 'passed', held, findings: [] }
    if (of('skipped').length > 0) return { id, kind: 'skipped', held, findings: of('skipped') }
    return { id, kind: 'failed', held, findings: [unasserted(id)] }
  })
}

const unasserted = (id: Id): Finding => ({
  ...{ id, kind: 'failed', words: 'nothing asserted it', profile: 'the whole run', behaviour: '', exchanges: [] },
})
