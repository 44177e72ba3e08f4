/** Copying for the reader. */

/** Whether the text is in the clipboard now: a page may not be allowed to, or be no secure one. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
