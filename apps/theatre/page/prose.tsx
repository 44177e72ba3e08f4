/** Prose with its code and its new words: between backticks stands code, between asterisks a word where it is explained. */
import type { ComponentChild } from 'preact'

const MARKED = /(`[^`]+`|\*[^*]+\*)/

export const Prose = ({ text }: { readonly text: string }) => <>{text.split(MARKED).map(marked)}</>

function marked(part: string): ComponentChild {
  if (part.startsWith('`')) return <code key={part}>{part.slice(1, -1)}</code>
  if (part.startsWith('*')) return <dfn key={part}>{part.slice(1, -1)}</dfn>
  return part
}
