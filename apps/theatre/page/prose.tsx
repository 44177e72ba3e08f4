/** Prose with its code and its new words: between backticks stands code, between asterisks a word where it is explained. */
import type { ComponentChild } from 'preact'
import { Gloss } from './glossary/gloss.tsx'

const MARKED = /(`[^`]+`|\*[^*]+\*)/

export const Prose = ({ text }: { readonly text: string }) => <>{text.split(MARKED).map(marked)}</>

/** The same, and the words of the trade in it that are explained nowhere here can be asked about. */
export const GlossedProse = ({ text }: { readonly text: string }) => (
  <>{text.split(MARKED).map((part) => (isPlain(part) ? <Gloss key={part} text={part} /> : marked(part)))}</>
)

const isPlain = (part: string): boolean => !/^[`*]/.test(part)

function marked(part: string): ComponentChild {
  if (part.startsWith('`')) return <code key={part}>{part.slice(1, -1)}</code>
  if (part.startsWith('*')) return <dfn key={part}>{part.slice(1, -1)}</dfn>
  return part
}
