/** The paragraph that says so: `RFC 6749 §4.1.3`, linked. */
import { type Citation, hrefOf, wordsOf } from '@sightglass/spec/specs'

export const Cite = ({ cite }: { readonly cite: Citation }) => (
  <a class="cite" href={hrefOf(cite)} rel="noreferrer" target="_blank">
    {wordsOf(cite)}
  </a>
)
