/** Words of the trade, explained on demand where they stand first on a card: by mouse, touch and keyboard alike. */
import { type Child, el } from './dom.ts'
import type { Say } from './model.ts'

/** By the name of their explanation, in both languages. */
const terms = {
  grant: 'grants?|Grants?',
  jwk: 'JWKs?|JWK Set',
  jws: 'JWS',
  jwt: 'JWTs?',
  kid: 'kid',
  crit: 'crit',
  essential: 'essential',
  burnt: 'burnt|verbrannt',
  basic: 'Basic',
  confidential: 'confidential|vertrauliche[rn]?',
  rotate: 'rotate[sd]?|rotation|rotiert|Rotation',
  claim: 'claims?|Claims?',
  acr: 'acr',
  azp: 'azp',
  pkce: 'PKCE',
}

const names = Object.keys(terms)
const pattern = new RegExp(
  `(?<![\\w.-])(?:${Object.values(terms)
    .map((words) => `(${words})`)
    .join('|')})(?![\\w-])`,
  'g',
)

/** A text whose words of the trade can be asked about; each only the first time that this function meets it. */
export function glossary(say: Say): (text: string) => Child[] {
  const met = new Set<string>()
  return (text) => {
    const parts: Child[] = []
    let end = 0
    for (const match of text.matchAll(pattern)) {
      const name = names[match.slice(1).findIndex((group) => group !== undefined)] ?? ''
      if (met.has(name)) continue
      met.add(name)
      parts.push(text.slice(end, match.index), term(match[0], say(`term.${name}`)))
      end = match.index + match[0].length
    }
    return [...parts, text.slice(end)]
  }
}

const term = (word: string, means: string): HTMLElement =>
  el('button', { class: 'term', type: 'button', 'aria-expanded': 'false', 'data-term': means }, word)

/** Tells what the word of this button means right behind it, or takes that away again. */
export function toggleTerm(button: HTMLElement): void {
  const open = button.getAttribute('aria-expanded') === 'true'
  button.setAttribute('aria-expanded', String(!open))
  if (open) button.nextElementSibling?.remove()
  else button.after(el('span', { class: 'term-means' }, ` (${button.dataset.term})`))
}
