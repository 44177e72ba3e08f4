/** What messages and paragraphs are called in a line, for formats that have no page around them. */
import { type Citation, type DocumentId, documents, parseCitation } from '@sightglass/spec/specs'
import { answerLine, requestLine } from '@sightglass/trace/line'
import type { Staged } from '../page/play/play.ts'

/** `POST /oauth2/token`, `303 → /login`, `authorize()`: the message in a line. */
export function lineOf({ kind, request, answer }: Staged): string {
  if (kind === 'answer') {
    if (answer === undefined) return 'no answer'
    return answerLine(answer)
  }
  return requestLine(request)
}

/** `RFC 7636 §4.6`, `OpenID Connect Core 1.0 §3.1.3.7`. */
export function paragraphOf(cite: Citation): string {
  const { document, section } = parseCitation(cite)
  return `${nameOf(document)} §${section}`
}

const nameOf = (document: DocumentId): string => /^RFC (?=\d+:)\d+|^.*/.exec(documents[document].title)?.[0] ?? document
