/** The sandbox: one attack against servers of its own that do without one check. It tells what came of it, and ends. */
import { createRecorder } from '@sightglass/trace'
import { attackOf } from '../backstage/attacks/index.ts'
import { runAttack } from '../backstage/run.ts'
import { off } from './off.ts'
import { openServers } from './servers.ts'

// Longer than whoever started it waits: this is for the case that they are gone.
const MOST_MS = 30_000

const end = (): never => process.exit()
setTimeout(end, MOST_MS)

async function run(id: string): Promise<object> {
  const attack = attackOf(id)
  if (attack === undefined || attack.off !== off) throw new Error(`${id} is no attack that runs without ${off}`)
  const recorder = createRecorder({ mostPerSecond: 100_000 })
  let waitedMs = 0
  const pause = async (ms: number): Promise<void> => {
    waitedMs += ms
  }
  const places = await openServers(() => Math.floor((Date.now() + waitedMs) / 1000))
  const traceOf = async ({ traceId }: { readonly traceId: string }) => recorder.find(traceId)
  const result = await runAttack(attack, { places, where: 'sandbox', traceOf, pause })
  return { ...result, traces: recorder.traces() }
}

const told = await run(process.argv[2] ?? '').then(
  (result) => ({ result }),
  (reason: unknown) => ({ reason: reason instanceof Error ? reason.message : String(reason) }),
)
if (process.send === undefined) end()
else process.send(told, end)
