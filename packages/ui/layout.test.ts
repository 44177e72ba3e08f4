import { describe, expect, it } from 'vitest'
import { assetResponse, assets, markPath, stylePath } from './assets.ts'
import { html, render } from './html.ts'
import { page } from './layout.ts'
import { steps } from './step-card.ts'
import { parties } from './tokens.ts'

const pageOf = (more: Partial<Parameters<typeof page>[0]> = {}) =>
  render(page({ title: 'A & B', locale: 'de', party: 'resource', body: html`<h1>Hi</h1>`, ...more }))

describe('a page', () => {
  it('tells its language, its title and which party shows it', () => {
    const made = pageOf()
    expect(made).toMatch(/^<!doctype html>\n<html lang="de">/)
    expect(made).toContain('<title>A &amp; B · Sightglass</title>')
    expect(made).toContain('<body data-party="resource">')
    expect(made).toContain('<strong>Ressourcenserver</strong>')
    expect(made).toContain('<a class="skip" href="#main">')
  })

  it('says in its title that something failed', () => {
    expect(pageOf({ failed: true, locale: 'en' })).toContain('<title>Error: A &amp; B')
  })

  it('needs nothing inline and nothing from elsewhere', () => {
    const made = pageOf({ scripts: [{ src: '/assets/a.js', nonce: 'n' }] })
    expect(made).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
    expect(made).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(made).toContain('<script type="module" src="/assets/a.js" nonce="n"></script>')
  })
})

describe('the assets', () => {
  it('are what pages link to, under paths that change with the bytes', async () => {
    const made = pageOf()
    for (const path of [stylePath, markPath]) expect(made).toContain(`href="${path}"`)
    expect([...assets.keys()]).toEqual([stylePath, markPath])
    expect(stylePath).toMatch(/^\/assets\/style\.[\w-]{16}\.css$/)
    expect(assetResponse(stylePath)?.headers.get('cache-control')).toContain('immutable')
    expect(assetResponse('/assets/style.css')).toBeUndefined()
  })

  it('fetch nothing themselves, and know each party, the dark and the still', () => {
    const style = assets.get(stylePath)?.body ?? ''
    expect(style).not.toMatch(/@import|url\(|https?:/)
    for (const party of parties) expect(style).toContain(`[data-party=${party}]`)
    for (const media of ['prefers-color-scheme:dark', 'prefers-reduced-motion', 'forced-colors']) {
      expect(style).toContain(media)
    }
  })
})

describe('step cards', () => {
  it('tell who sent what to whom, why, and which paragraph says so', () => {
    const parameters = [{ name: 'code', value: '<x>', why: 'It is used once.', cite: 'RFC6749-4.1.3' }] as const
    const made = render(
      steps(
        [{ id: 's1', title: 'Redeem', from: 'client', to: 'authorization', message: 'POST /token', parameters }],
        'en',
      ),
    )
    expect(made).toContain('aria-labelledby="s1-title"')
    expect(made).toContain('>Client</span><span class="arrow"><span class="unseen"> to </span>')
    expect(made).toContain('<code>&lt;x&gt;</code>')
    expect(made).toContain(
      'href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3" rel="noreferrer">RFC 6749 §4.1.3</a>',
    )
  })
})
