/** Where in the play we are, while it grows. */
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { recorded } from '../values/fixtures/recorded.ts'
import type { Play } from './play.ts'
import { createPlayer } from './player.ts'

const whole = recorded('login')
const partOf = (from: number, end: number): Play => ({ ...whole, messages: whole.messages.slice(from, end) })

it('goes along with new messages until somebody steps', () => {
  const play = signal<Play | undefined>(partOf(0, 4))
  const player = createPlayer(play)
  expect(player.index.value).toBe(3)
  play.value = partOf(0, 6)
  expect(player.index.value).toBe(5)
  player.step(-1)
  play.value = partOf(0, 9)
  expect(player.index.value).toBe(4)
})

it('keeps a message in focus when one that is told late comes before it', () => {
  const play = signal<Play | undefined>(partOf(2, 8))
  const player = createPlayer(play)
  player.to(1)
  const id = player.message.value?.id
  play.value = partOf(0, 8)
  expect(player.message.value?.id).toBe(id)
  expect(player.index.value).toBe(3)
})
