/** The beginning of what another server answered, as a page can show it. */

const MOST_CHARACTERS = 4096
const MOST_BYTES = 64 * 1024

/** JSON with line ends, other text as it is. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).slice(0, MOST_CHARACTERS)
  } catch {
    return body.slice(0, MOST_CHARACTERS)
  }
}

/** The body as text, as far as it goes and is not too long; what breaks off ends there. */
export async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true })
      if (text.length > MOST_BYTES) break
    }
    await reader?.cancel()
  } catch {
    // Status and headers came: they are worth showing without the rest.
  }
  return text
}
