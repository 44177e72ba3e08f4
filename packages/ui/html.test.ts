import { describe, expect, it } from 'vitest'
import { html, render, safeHref } from './html.ts'

const hostile = `<script>alert("1")</script>' onload='x`

describe('html', () => {
  it('escapes what is interpolated, in text and in attributes', () => {
    const made = render(html`<p title="${hostile}">${hostile}</p>`)
    expect(made).not.toContain('<script>')
    expect(made).not.toContain(`' onload`)
    expect(made.match(/&lt;script&gt;alert\(&quot;1&quot;\)/g)).toHaveLength(2)
  })

  it('keeps markup of its own, also in lists, and leaves out what is absent', () => {
    const items = ['a', '<'].map((item) => html`<li>${item}</li>`)
    expect(render(html`<ul>${items}${false}${undefined}${null}</ul>`)).toBe('<ul><li>a</li><li>&lt;</li></ul>')
  })

  it('links only to what cannot run: escaping does not stop javascript: addresses', () => {
    for (const good of ['https://a.example', 'http://a.example', '/path', '#part', '?q=1']) {
      expect(safeHref(good)).toBe(good)
    }
    for (const bad of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
    ]) {
      expect(safeHref(bad)).toBeUndefined()
    }
  })
})
