/** What this tab keeps over a reload, and no other tab sees: lists, each under its name. */

/** Empty where nothing was kept, or something else by another version of the page. */
export function readTab(name: string): readonly unknown[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** Where the browser keeps nothing, it lasts as long as the page. */
export function writeTab(name: string, list: readonly unknown[]): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(list))
  } catch {
    // Full, or forbidden.
  }
}
