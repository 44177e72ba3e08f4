import { render } from '@sightglass/ui/html'
import { describe, expect, it } from 'vitest'
import { type ConsentPageModel, consentPage } from './consent-page.ts'

const model: ConsentPageModel = {
  locale: 'en',
  hidden: { request: 'r1', csrf: 'c1' },
  client: { name: 'Photo <b>print</b>', host: 'print.example.com', redirectUri: 'https://print.example.com/cb' },
  unverified: false,
  resources: [
    { identifier: 'https://photos.example.com/api', scopes: [{ scope: 'read', description: 'see your photos' }] },
  ],
  scopes: [{ scope: 'openid', description: 'know that it is you' }],
  user: { username: 'alice', name: 'Alice Example' },
}
const show = (more: Partial<ConsentPageModel> = {}) => render(consentPage({ ...model, ...more }))

describe('the consent page', () => {
  it('asks with the buttons that scripts rely on', () => {
    const page = show()
    expect(page).toContain('<form class="card" method="post" action="consent">')
    expect(page).toContain('id="consent-accept" name="action" value="accept"')
    expect(page).toContain('id="consent-cancel" name="action" value="cancel"')
    expect(page).toContain('id="consent-switch" name="action" value="switch"')
    expect(page).toContain('<input type="hidden" name="csrf" value="c1">')
  })

  it('names the client, its place, the resource, each scope in plain words, and the person', () => {
    const page = show()
    expect(page).toContain('<bdi class="name">Photo &lt;b&gt;print&lt;/b&gt;</bdi>')
    expect(page).toContain('<bdi>print.example.com</bdi>')
    expect(page).toContain('<bdi class="name">photos.example.com</bdi>')
    expect(page).toContain('<code>https://photos.example.com/api</code>')
    expect(page).toContain('see your photos <code>read</code>')
    expect(page).toContain('<bdi class="name">Alice Example</bdi> (<bdi>alice</bdi>)')
  })

  it('lists what is about the person first, then what each scope means at each resource', () => {
    const page = show({
      resources: [
        { identifier: 'https://p.example', name: 'Photos', scopes: [{ scope: 'write', description: 'add photos' }] },
        { identifier: 'https://b.example/x', scopes: [{ scope: 'write', description: 'transfer money' }] },
        { identifier: 'https://empty.example', scopes: [] },
      ],
    })
    const order = ['know that it is you', 'At <bdi class="name">Photos</bdi>', 'add photos <code>write</code>']
    order.push('At <code>https://b.example/x</code>', 'transfer money <code>write</code>')
    const places = order.map((text) => page.indexOf(text))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
    expect(page).toContain('<ul class="scopes" aria-labelledby="scopes-title scopes-2-title">')
    expect(page).not.toContain('At <code>https://empty.example</code>')
  })

  it('warns when nobody can prove which program asks', () => {
    expect(show()).not.toContain('not verified')
    expect(show({ unverified: true })).toContain('not verified')
    expect(show({ unverified: true, locale: 'de' })).toContain('nicht verifiziert')
  })

  it('says where the answer goes, in words that fit the place', () => {
    const goesTo = (redirectUri: string) => show({ client: { name: 'X', redirectUri } })
    expect(goesTo('http://127.0.0.1:5000/cb')).toContain('a program on this device (<code>127.0.0.1:5000</code>)')
    expect(goesTo('http://[::1]:5000/cb')).toContain('a program on this device')
    expect(goesTo('com.example.app:/cb')).toContain('the app that opens <code>com.example.app:</code> addresses')
    expect(goesTo('https://127.0.0.1.evil.example/cb')).toContain('<dd><code>127.0.0.1.evil.example</code></dd>')
  })

  it('works without a resource and without scopes', () => {
    expect(show({ resources: [], scopes: [] })).toContain('nothing beyond knowing that you are signed in')
  })
})
