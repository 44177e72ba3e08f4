/** How moments, in seconds since the epoch, and durations are written. Runs in browsers too. */

/** `2026-11-21T10:15:00.000Z` */
export const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** `2026-11-21T10:15:00Z`, of whole seconds. */
export const isoSecond = (seconds: number): string => isoTime(seconds).replace('.000Z', 'Z')

/** `2026-11-21 10:15:00 UTC` */
export const utcTime = (seconds: number): string => `${isoTime(seconds).replace('T', ' ').slice(0, 19)} UTC`

/** `12.3 ms`, `1.20 s`, as the locale writes numbers. */
export const durationOf = (ms: number, locale = 'en'): string =>
  ms < 1000
    ? `${Math.max(0, ms).toLocaleString(locale, { maximumFractionDigits: 1 })} ms`
    : `${(ms / 1000).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} s`
