/** Server-sent events, however their text is cut. */
import { expect, it } from 'vitest'
import { createEvents, listenerOf, type StreamEvent } from './stream.ts'

const text =
  'retry: 2000\n\nid: a\ndata: {"id":"a","x":"1: 2"}\n\n: still here\n\nevent: passed-over\ndata: 7\n\nevent: caught-up\ndata\n\n' +
  'event: arrival\ndata: {"id":"b"}\n\nevent: unknown\ndata: 1\n\nid: cut\ndata: {'

it.each([1, 2, 7, 1000])('are the same in pieces of %i characters', (length) => {
  const events: StreamEvent[] = []
  const take = createEvents((event) => events.push(event))
  for (let at = 0; at < text.length; at += length) take(text.slice(at, at + length))
  expect(events).toEqual([
    { id: 'a', name: 'message', data: '{"id":"a","x":"1: 2"}' },
    { id: undefined, name: 'passed-over', data: '7' },
    { id: undefined, name: 'caught-up', data: '' },
    { id: undefined, name: 'arrival', data: '{"id":"b"}' },
    { id: undefined, name: 'unknown', data: '1' },
  ])
  const told: unknown[] = []
  const hear = listenerOf({
    trace: (trace) => told.push(trace),
    arrival: (arrival) => told.push(['arrival', arrival]),
    passedOver: (count) => told.push(count),
    caughtUp: () => told.push('caught up'),
    heard: (id) => told.push(id),
  })
  for (const event of events) hear(event)
  expect(told).toEqual(['a', { id: 'a', x: '1: 2' }, 7, 'caught up', ['arrival', { id: 'b' }]])
})
