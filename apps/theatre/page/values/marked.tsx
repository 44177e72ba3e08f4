/** The value of a parameter with its mark: pointing at it lights it wherever else it travels. */
import type { House } from '../house.ts'
import { readToken } from '../play/jwt.ts'
import type { Staged } from '../play/play.ts'
import { defineWords } from '../words.ts'
import { isLit, lighting, pickedValue } from './lit.ts'
import { Mark, nameOfValue } from './mark.tsx'
import { type Travelling, valuesIn } from './values.ts'

const say = defineWords({
  en: {
    itself: '{value}: light it wherever it travels',
    inside: '{value}, read inside the token: light it wherever it travels',
    hash: 'made from {value}, which it tells nobody: light it wherever it travels',
    jwt: 'a JWT',
    sealed: 'an encrypted JWT',
  },
  de: {
    itself: '{value}: überall hervorheben, wo er reist',
    inside: '{value}, im Token zu lesen: überall hervorheben, wo er reist',
    hash: 'aus {value} gemacht, verrät ihn aber niemandem: überall hervorheben, wo er reist',
    jwt: 'ein JWT',
    sealed: 'ein verschlüsseltes JWT',
  },
})

interface OfValue {
  readonly house: House
  /** Of the parameter; of a claim `id_token nonce`. */
  readonly name: string
  readonly value: string
  readonly message: Staged
}

export function Marked({ house, name, value, message }: OfValue) {
  const play = house.play.value
  const here = play === undefined ? [] : valuesIn(play, message).filter((one) => one.name === name)
  return (
    <span class="marked">
      {here.map((one) => (
        <Lighter key={one.id} value={one} />
      ))}
      <code class={here.some(({ id }) => isLit(id)) ? 'marked-value lit' : 'marked-value'}>{shortened(value)}</code>
    </span>
  )
}

/** Its mark alone, as a button. */
export function Lighter({ value }: { readonly value: Travelling }) {
  const lit = isLit(value.id)
  const label = say(value.as, { value: nameOfValue(value) })
  return (
    <button
      type="button"
      class={lit ? 'lighter lit' : 'lighter'}
      data-value={value.kind}
      data-value-id={value.id}
      aria-label={label}
      title={label}
      aria-pressed={pickedValue.value === value.id}
      {...lighting(value.id)}
    >
      <Mark value={value} as={value.as} />
    </button>
  )
}

/** Tokens are told elsewhere, in full. */
function shortened(value: string): string {
  const token = readToken(value)
  if (token === undefined) return value
  const told = say(token.claims === undefined ? 'sealed' : 'jwt')
  return token.scheme === '' ? told : `${token.scheme} ${told}`
}
