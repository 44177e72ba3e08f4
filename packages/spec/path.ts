/** The path of an address, as messages are told apart and called by it. */

/** Of an address of another kind than http, or of none, the whole of it. */
export const pathOf = (url: string): string => (/^https?:/.test(url) && URL.canParse(url) ? new URL(url).pathname : url)
