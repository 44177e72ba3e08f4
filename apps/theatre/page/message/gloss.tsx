/** A text whose words of the trade can be asked about: by mouse, touch and keyboard alike. */
import { useSignal } from '@preact/signals'
import { partsOf } from './glossary.ts'
import { sayTerm, type Term } from './glossary-words.ts'
import './gloss.css'

export const Gloss = ({ text }: { readonly text: string }) => (
  <>
    {partsOf(text).map((part) =>
      typeof part === 'string' ? part : <Asked key={part.term} word={part.word} term={part.term} />,
    )}
  </>
)

function Asked({ word, term }: { readonly word: string; readonly term: Term }) {
  const open = useSignal(false)
  return (
    <>
      <button
        class="term"
        type="button"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value
        }}
      >
        {word}
      </button>
      {open.value && <span class="term-means"> ({sayTerm(term)})</span>}
    </>
  )
}
