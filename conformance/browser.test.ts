/** What the suite's browser makes of pages, cookies and policies: as others do. */
import { expect, it } from 'vitest'
import { allows, directive } from './browser.ts'
import { CookieJar } from './cookies.ts'
import { isUnguessable } from './entropy.ts'
import { formsIn, membersOf, tagsIn } from './html.ts'

const page = `<!doctype html><form action="/login?a=1&amp;b=2" method=post>
<input type="hidden" name="csrf" value="&quot;&lt;&#39;&#x3E;"><INPUT name=username id='username' value="">
<input type=checkbox name=keep checked><input type=radio name=no value=1>
<script>if (1 < 2) document.write('<input name="evil">')</script>
<button id="go" name="action" value="login">Go</button><button name="action" value="cancel">No</button></form>
<input name="outside">`

it('sends the fields of a form and the button that was pressed', () => {
  const [form] = formsIn(tagsIn(page))
  if (form === undefined) throw new Error('there is a form')
  expect([form.action, form.method]).toEqual(['/login?a=1&b=2', 'POST'])
  const [username, button] = ['username', 'go'].map((id) => form.fields.find((field) => field.id === id))
  if (username === undefined) throw new Error('there is a field')
  expect(membersOf(form, button, new Map([[username, 'alice']]))).toEqual([
    ['csrf', `"<'>`],
    ['username', 'alice'],
    ['keep', 'on'],
    ['action', 'login'],
  ])
})

it('keeps cookies by host, path and prefix, and sends none that are Lax along with a post of another site', () => {
  const jar = new CookieJar()
  const url = new URL('https://op.example/oauth2/authorize')
  jar.keep(url, '__Host-session=1; Path=/; Secure; HttpOnly; SameSite=Lax')
  jar.keep(url, '__Host-wrong=1; Path=/oauth2; Secure')
  jar.keep(url, 'own=2; Secure; SameSite=None')
  jar.keep(url, 'foreign=3; Domain=other.example')
  const sent = (address: string, method: string, crossSite: boolean) =>
    jar.headerFor(new URL(address), { method, crossSite })
  expect(sent('https://op.example/oauth2/token', 'GET', false)).toBe('__Host-session=1; own=2')
  expect(sent('https://op.example/login', 'GET', true)).toBe('__Host-session=1')
  expect(sent('https://op.example/oauth2/authorize', 'POST', true)).toBe('own=2')
  expect(sent('https://rp.example/', 'GET', false)).toBeUndefined()
  jar.keep(url, '__Host-session=; Path=/; Secure; Max-Age=0')
  expect(sent('https://op.example/login', 'GET', false)).toBeUndefined()
})

it('reads what a content security policy lets through', () => {
  const policy = "default-src 'none'; form-action 'self' https://rp.example http://localhost:*"
  const sources = directive(policy, 'form-action') ?? []
  const letThrough = [
    'https://rp.example/callback',
    'http://localhost:1234/',
    'https://evil.example/',
    'http://rp.example/',
  ]
  expect(letThrough.map((address) => allows(sources, new URL(address)))).toEqual([true, true, false, false])
  expect(directive(policy, 'img-src')).toBeUndefined()
})

it('tells a handle that can be guessed from one that cannot', () => {
  expect(isUnguessable('dGhpcyBpcyAzMiBieXRlcyBvZiByYW5kb20')).toBe(true)
  for (const handle of ['1001', 'a'.repeat(64), '000000000000000000000001', 'dGhpcyBpcyAz'])
    expect(isUnguessable(handle)).toBe(false)
})
