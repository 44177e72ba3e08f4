import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keptSaying, sample } from './fixtures.ts'
import { htmlOf } from './html.ts'
import { jsonOf } from './keep.ts'
import { parseKept } from './parse.ts'

const hostile = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '</title><base href=//evil.example>',
  '&quot;&lt;b&gt;',
  '\u2028\u0000]]>',
]
const page = {
  script: "const end = '</script>', open = '<!-- <SCRIPT'\r\nexport { end, open }",
  style: "p::after{content:'</style>'}",
}

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
const between = (text: string, start: string, end: string): string => text.split(start)[1]?.split(end)[0] ?? ''

describe('a flow as a page', () => {
  it('runs its own script and no other, and asks nobody', async () => {
    const html = await htmlOf(sample, page, 'en')
    const policy = between(html, 'Content-Security-Policy" content="', '"').replaceAll('&#39;', "'")
    const script = between(html, '<script type="module">', '</script>')
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src '${digest(script)}'`,
      `style-src '${digest(between(html, '<style>', '</style>'))}'`,
      'img-src data:',
      "form-action 'none'",
      "base-uri 'none'",
    ])
    expect(html).not.toMatch(/ (?:src|href)=/)
  })

  it('holds the script whole, though it speaks of the ends of scripts', async () => {
    const html = await htmlOf(sample, page, 'en')
    const script = between(html, '<script type="module">', '</script>')
    expect(html.match(/<\/script/gi)).toHaveLength(1)
    expect(html.match(/<\/style/gi)).toHaveLength(1)
    const ran = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as Readonly<Record<string, string>>
    expect([ran.end, ran.open]).toEqual(['</script>', '<!-- <SCRIPT'])
  })

  it.each(hostile)('makes no markup of what a peer says: %j', async (says) => {
    const kept = keptSaying(says)
    const html = await htmlOf(kept, page, 'en')
    const calm = await htmlOf(sample, page, 'en')
    const shape = (text: string): string[] => text.match(/<[^>]*?(?=[\s>])/g) ?? []
    expect(shape(html)).toEqual(shape(calm))
    expect(JSON.parse(jsonOf(parseKept(html)))).toEqual(JSON.parse(jsonOf(kept)))
  })
})
