/**
 * Joining traces into flows: whatever shares a link, whoever recorded it, belongs together. Runs in browsers too.
 * Values that servers make (codes, tokens, ids) and code challenges are always fresh; state and nonce are whatever a client
 * takes for them, so they join only what does not already belong to different logins.
 */
import { receiversOf } from './receivers.ts'
import type { LinkKind, Trace } from './trace.ts'

export interface Flow {
  /** The id of its first trace. */
  readonly id: string
  /** In order of time. */
  readonly traces: readonly Trace[]
  readonly clientIds: readonly string[]
}

/** The flows of these traces, the one that began last first. Pages that belong to none are left out. */
export function joinFlows(traces: readonly Trace[]): Flow[] {
  const ordered = traces.toSorted((a, b) => a.at - b.at)
  const groups = createGroups()
  for (const { id, links } of ordered) {
    for (const { kind, mark } of links) if (!isChosen(kind)) groups.join(id, `${kind} ${mark}`)
  }
  joinChosen(ordered, groups)
  const received = new Set<Trace>()
  for (const { sender, receiver } of receiversOf(ordered, groups.rootOf)) {
    groups.join(sender.id, receiver.id)
    received.add(receiver)
  }
  const told = ordered.filter((trace) => received.has(trace) || belongs(trace))
  const grouped = Map.groupBy(told, ({ id }) => groups.rootOf(id))
  return Array.from(grouped.values(), flowOf).sort((a, b) => startOf(b) - startOf(a))
}

/** A page that says nothing to any client, such as a start page, is part of no flow. */
const belongs = ({ links, clientId, error, from, steps }: Trace): boolean =>
  links.length > 0 ||
  clientId !== undefined ||
  error !== undefined ||
  from !== 'browser' ||
  steps.some(({ kind }) => kind === 'exchange')

interface Groups {
  readonly rootOf: (node: string) => string
  /** The root of both from then on. */
  readonly join: (a: string, b: string) => string
}

function createGroups(): Groups {
  const parents = new Map<string, string>()
  const rootOf = (node: string): string => {
    let at = node
    for (let parent = parents.get(at); parent !== undefined; parent = parents.get(at)) {
      // Whoever goes this way again has half as far.
      const above = parents.get(parent)
      if (above !== undefined) parents.set(at, above)
      at = parent
    }
    return at
  }
  const sizes = new Map<string, number>()
  const sizeOf = (root: string): number => sizes.get(root) ?? 1
  const join = (a: string, b: string): string => {
    const [one, other] = [rootOf(a), rootOf(b)]
    if (one === other) return one
    // The larger one stays the root: a flow of thousands is else a chain of thousands.
    const [root, below] = sizeOf(one) < sizeOf(other) ? [other, one] : [one, other]
    parents.set(below, root)
    sizes.set(root, sizeOf(root) + sizeOf(below))
    return root
  }
  return { rootOf, join }
}

const isChosen = (kind: LinkKind): boolean => kind === 'state' || kind === 'nonce'

/** Of two groups that each have an authorization request of their own, a state that both use makes no login. */
function joinChosen(ordered: readonly Trace[], { rootOf, join }: Groups): void {
  const owning = { challenge: new Set<string>(), request: new Set<string>() }
  for (const { id, links } of ordered) {
    for (const { kind } of links) if (kind === 'challenge' || kind === 'request') owning[kind].add(rootOf(id))
  }
  const differ = (a: string, b: string): boolean =>
    Object.values(owning).some((owners) => owners.has(a) && owners.has(b))
  const latest = new Map<string, string>()
  for (const { id, links } of ordered) {
    for (const { kind, mark } of links) {
      if (!isChosen(kind)) continue
      const [before, now] = [rootOf(latest.get(`${kind} ${mark}`) ?? id), rootOf(id)]
      latest.set(`${kind} ${mark}`, id)
      if (before === now || differ(before, now)) continue
      const root = join(before, now)
      for (const owners of Object.values(owning)) if (owners.has(before) || owners.has(now)) owners.add(root)
    }
  }
}

function flowOf(traces: readonly Trace[]): Flow {
  const clientIds = new Set(traces.flatMap(({ clientId }) => (clientId === undefined ? [] : [clientId])))
  return { id: traces[0]?.id ?? '', traces, clientIds: [...clientIds] }
}

const startOf = (flow: Flow): number => flow.traces[0]?.at ?? 0
