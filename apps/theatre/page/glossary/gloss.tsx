/** A text whose words of the trade can be asked about: by mouse, touch and keyboard alike. */
import { useSignal } from '@preact/signals'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useMemo, useRef } from 'preact/hooks'
import { partsOf } from './glossary.ts'
import { sayTerm, type Term } from './glossary-words.ts'
import './gloss.css'

/** Which text asks about a word: the first that has it. */
const Askers = createContext<Map<Term, object> | undefined>(undefined)

interface Scope {
  readonly children: ComponentChildren
  /** A text that explains words of its own: nobody has to ask about those. */
  readonly explained?: string
}

/** Inside of it each word can be asked about once, where it stands first. */
export function GlossScope({ children, explained = '' }: Scope) {
  const askers = useMemo(
    () => new Map<Term, object>(termsIn(explained).map((term) => [term, explainedHere])),
    [explained],
  )
  return <Askers.Provider value={askers}>{children}</Askers.Provider>
}

const explainedHere = {}

const termsIn = (text: string): readonly Term[] =>
  partsOf(text).flatMap((part) => (typeof part === 'string' ? [] : [part.term]))

export function Gloss({ text }: { readonly text: string }) {
  const askers = useContext(Askers)
  const self = useRef({}).current
  const isOwn = (term: Term): boolean => {
    if (askers?.has(term) === false) askers.set(term, self)
    return askers === undefined || askers.get(term) === self
  }
  return (
    <>
      {partsOf(text).map((part) => {
        if (typeof part === 'string') return part
        return isOwn(part.term) ? <Asked key={part.term} word={part.word} term={part.term} /> : part.word
      })}
    </>
  )
}

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
