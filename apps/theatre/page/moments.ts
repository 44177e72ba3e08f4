/** Seconds since the epoch, as people read them. */
import { spoken } from './words.ts'

/** The local time, with the day where that is not today. */
export function clockOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?'
  const at = new Date(seconds * 1000)
  const isToday = at.toDateString() === new Date().toDateString()
  return isToday ? at.toLocaleTimeString(spoken()) : at.toLocaleString(spoken())
}

/** Seconds since the epoch, of these decades. */
const MOMENT = /\b[12]\d{9}\b/g

/** A value with the local time behind each moment in it. */
export const withClocks = (value: string): string =>
  value.replace(MOMENT, (seconds) => `${seconds} (${clockOf(Number(seconds))})`)

/** `12.3 ms`, `1.20 s` */
export const durationOf = (ms: number): string =>
  ms < 1000
    ? `${Math.max(0, ms).toLocaleString(spoken(), { maximumFractionDigits: 1 })} ms`
    : `${(ms / 1000).toLocaleString(spoken(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })} s`
