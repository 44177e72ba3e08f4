/** Words in lines. */

/** The text in lines of no more than `most` letters, broken between words; what no line is left for is cut. */
export function linesOf(text: string, most: number, lines: number): readonly string[] {
  const found: string[] = []
  for (const word of text.split(' ')) {
    const last = found.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) found[found.length - 1] = `${last} ${word}`
    else found.push(word)
  }
  if (found.length <= lines) return found
  return [...found.slice(0, lines - 1), `${found[lines - 1]} …`]
}
