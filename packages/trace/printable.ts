/** What moves the cursor of a terminal, or turns its writing round, is not for peers to say. */

/** The text with a question mark in the place of each such sign. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
