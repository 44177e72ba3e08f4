/** Making elements. Text is only ever text: nothing that was recorded becomes markup. */
import { type Citation, hrefOf, wordsOf } from '@sightglass/spec/specs'

export type Child = Node | string | number | undefined | false | readonly Child[]

type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** An element with attributes (`true` for those without a value, `undefined` for none) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  append(element, children)
  return element
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue
    if (Array.isArray(child)) append(parent, child)
    else parent.append(child instanceof Node ? child : String(child))
  }
}

/** `RFC 6749 §4.1.3`, linked to the paragraph. */
export const citation = (cite: Citation): HTMLElement =>
  el('a', { class: 'cite', href: hrefOf(cite), rel: 'noreferrer' }, wordsOf(cite))

/** Words that are heard and not seen. */
export const unseen = (words: string): HTMLElement => el('span', { class: 'unseen' }, words)
