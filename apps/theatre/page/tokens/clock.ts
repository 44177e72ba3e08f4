/** What time it is, told once a second while somebody looks. */
import { effect, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

const second = (): number => Math.floor(Date.now() / 1000)

/** Seconds since the epoch. */
export const now = signal(second())

const watchers = signal(0)

effect(() => {
  if (watchers.value === 0) return
  now.value = second()
  const timer = setInterval(() => {
    now.value = second()
  }, 1000)
  return () => clearInterval(timer)
})

/** Keeps the clock going as long as the component is there. */
export function useClock(): number {
  useEffect(() => {
    watchers.value = watchers.peek() + 1
    return () => {
      watchers.value = watchers.peek() - 1
    }
  }, [])
  return now.value
}
