/** How long a token still lives, in words. */
import { defineWords, spoken } from '../words.ts'

const say = defineWords({
  en: { left: 'expires in {span}', over: 'expired {span} ago', end: 'expires now' },
  de: { left: 'läuft in {span} ab', over: 'vor {span} abgelaufen', end: 'läuft jetzt ab' },
})

/** `expires in 4:12`: what is left at `now`, both in seconds since the epoch. */
export function leftOf(exp: number, now: number): string {
  const seconds = Math.round(exp - now)
  if (seconds === 0) return say('end')
  return seconds > 0 ? say('left', { span: spanOf(seconds) }) : say('over', { span: spanOf(-seconds) })
}

/** `4:12`, `1:02:03`, or days from two on. */
export function spanOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  if (days >= 2)
    return new Intl.NumberFormat(spoken(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)]
  const two = (part: number): string => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
