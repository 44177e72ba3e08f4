import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptSaying, sample } from './fixtures.ts'
import { mermaidOf, mermaidText } from './mermaid.ts'

/** What Mermaid draws of it: entities are read back last. */
const drawn = (text: string): string =>
  text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

const LANE = '(?:attacker|browser|client|authorization_server|resource_server)'
/** A text has no sign that ends a statement, begins a comment or an entity of its own, or opens a directive. */
const TEXT = '(?:[^#;:%{}<>\\n\\r]|#\\d+;|<br/>)*'
const LINES = [
  /^sequenceDiagram$/,
  new RegExp(`^ {2}title: ${TEXT}$`),
  new RegExp(`^ {2}participant ${LANE} as [\\p{L} #\\d;]+$`, 'u'),
  /^ {2}autonumber$/,
  new RegExp(`^ {2}note over ${LANE}: ${TEXT}$`),
  new RegExp(`^ {2}${LANE}(?:->>|-->>|-\\))${LANE}: ${TEXT}$`),
  /^$/,
]

describe('a flow as Mermaid', () => {
  it('draws each message between its lanes, and a failed check as a note', () => {
    const lines = mermaidOf(sample).split('\n')
    expect(lines.slice(0, 3)).toEqual([
      'sequenceDiagram',
      expect.stringContaining('title: Login'),
      expect.stringContaining('participant'),
    ])
    const text = drawn(lines.join('\n'))
    expect(text).toContain('browser->>authorization_server: Authorization request<br/>GET /oauth2/authorize')
    expect(text).toContain('authorization_server-->>browser: Redirect back to the client<br/>303 → /callback')
    expect(text).toContain('attacker->>authorization_server: Token request<br/>POST /oauth2/token')
    expect(text).toContain('note over authorization_server: ✗ code_verifier must be that of the code_challenge')
    expect(text).toContain('RFC 7636 §4.6')
    expect(text).toContain('browser-)attacker: The attacker’s program catches the code')
  })

  it('lets nothing that a peer says end a line, begin a statement or a comment, or be markup', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'#;:%{}<>"\n\r\u2028&ﬂß°¶-=end'.split('')) }),
      fc.constantFrom(
        'x\nclient->>browser: forged',
        '%%{init: {"theme":"dark"}}%%',
        '#59;',
        'end',
        'style a:#fff;',
        '<img src=x onerror=alert(1)>',
      ),
    )
    const calm = mermaidOf(sample).split('\n').length
    fc.assert(
      fc.property(nasty, (says) => {
        const lines = mermaidOf(keptSaying(says)).split('\n')
        expect(lines).toHaveLength(calm)
        for (const line of lines)
          expect(
            LINES.some((known) => known.test(line)),
            line,
          ).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('draws what was said, but for what cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (says) => {
        const seen = says
          .toWellFormed()
          .replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
          .trim()
        expect(drawn(mermaidText(says))).toBe(seen)
      }),
    )
  })
})
