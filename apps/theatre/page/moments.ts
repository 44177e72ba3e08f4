/** Seconds since the epoch, as people read them. */
import { spoken } from './words.ts'

/** The local time, with the day where that is not today. */
export function clockOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?'
  const at = new Date(seconds * 1000)
  const isToday = at.toDateString() === new Date().toDateString()
  return isToday ? at.toLocaleTimeString(spoken()) : momentOf(seconds)
}

/** The local day and time. */
export const momentOf = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleString(spoken(), { dateStyle: 'medium', timeStyle: 'medium' })

/** Seconds since the epoch, of these decades. */
const MOMENT = /\b[12]\d{9}\b/g

/** A value with the local time behind each moment in it. */
export const withClocks = (value: string): string =>
  value.replace(MOMENT, (seconds) => `${seconds} (${clockOf(Number(seconds))})`)
