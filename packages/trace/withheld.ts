/** How a value looks of which not all is told. Runs in browsers too. */

/** In the place of what is not told at all. */
export const HIDDEN = '•••'

/** The first four characters of what is long enough to be random; nothing of what a person may have chosen. */
export const maskedValue = (value: string): string =>
  value.length >= 22 && !/\s/.test(value) ? cutValue(value, value.slice(0, 4)) : HIDDEN

/** A value of which this beginning is told, and how long it is. */
export const cutValue = (value: string, beginning: string): string => `${beginning}… (${value.length} characters)`

const CUT = /… \(\d+ characters\)$/

/** Only its beginning is told. */
export const isCut = (told: string): boolean => CUT.test(told)
