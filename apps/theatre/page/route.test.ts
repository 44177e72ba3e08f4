/** What addresses tell. */
import { describe, expect, it } from 'vitest'
import { hrefOf, hrefTo, isOfProgramme, placeIn, traceIdIn } from './route.ts'

describe('a pasted text', () => {
  it('tells the trace id in it, whatever is around it, and none where there is none', () => {
    const id = 'Ab3-_fghijklmnopqrstuv'
    const pasted = [id, ` ${id}\n`, `https://login.example/theatre#${id}`, `#${id}.answer`, `#${id}/pkce.required`]
    expect(pasted.map(traceIdIn)).toEqual(pasted.map(() => id))
    expect(['', 'short', 'https://login.example/theatre', `${id}0`].map(traceIdIn)).toEqual(Array(4).fill(undefined))
  })
})

it('tell whether a scene, an attack or a chapter is open, or no more than its room', () => {
  const open = ['#/scenes/code', '#/attacks/mix-up', '#/lessons/pkce', '#/scenes', '#/client/abc', '#abc', '']
  expect(open.map((hash) => isOfProgramme(placeIn(hash)))).toEqual([true, true, true, false, false, false, false])
})

it('name the message in focus in every room that has one', () => {
  const id = 'Ab3-_fghijklmnopqrstuv.answer'
  const ofItems = (['scenes', 'attacks', 'lessons'] as const).map((room) => hrefOf(room, 'pkce', id))
  const named = [hrefTo(id), hrefOf('client', id), ...ofItems]
  expect(named.map((href) => placeIn(href).message)).toEqual(named.map(() => id))
  expect(placeIn(hrefOf('scenes', 'pkce', undefined))).toMatchObject({ item: 'pkce', message: undefined })
  expect(placeIn('#/scenes/pkce/')).toMatchObject({ item: 'pkce', message: undefined })
})
