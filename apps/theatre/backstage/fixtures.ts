/** For tests: what the three servers of a demo have recorded of a run, as the page would play it. */
import { joinFlows } from '@sightglass/trace/flow'
import type { Trace } from '@sightglass/trace/observe'
import type { Demo } from '../../../test/demo.ts'
import { type Play, playOfRun } from '../page/play/play.ts'
import type { RunResult } from '../programme/run.ts'
import type { Places } from './actor.ts'

export const placesOf = ({ webUrl: client, issuer: auth, resource }: Demo): Places => ({ client, auth, resource })

/** The play of a run, of what has been recorded by now. */
export async function playedBy(run: RunResult, { client, auth, resource }: Places): Promise<Play | undefined> {
  const traces = await Promise.all([client, auth, resource].map(kept))
  return playOfRun(run, joinFlows(traces.flat()))
}

/** All that a server keeps: its feed says when that has been told. */
async function kept(server: string): Promise<Trace[]> {
  const reading = new AbortController()
  const { body } = await fetch(`${server}/trace/events`, { signal: reading.signal })
  let text = ''
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part
    if (text.includes('event: caught-up')) break
  }
  reading.abort()
  return text.split('\n\n').flatMap(traceIn)
}

const traceIn = (event: string): Trace[] => {
  const data = /^data: (.*)$/m.exec(event)?.[1]
  return data === undefined || /^event:/m.test(event) ? [] : [JSON.parse(data) as Trace]
}
