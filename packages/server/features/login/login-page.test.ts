import { render } from '@sightglass/ui/html'
import { describe, expect, it } from 'vitest'
import { type LoginPageModel, loginPage } from './login-page.ts'

const show = (more: Partial<LoginPageModel> = {}) =>
  render(loginPage({ locale: 'en', hidden: { request: 'r"1', csrf: 'c1' }, client: { name: 'Demo client' }, ...more }))
const tag = (page: string, id: string) => page.match(new RegExp(`<[^>]* id="${id}"[^>]*>`))?.[0] ?? ''

describe('the login page', () => {
  it('has the fields and buttons that people, password managers and scripts rely on', () => {
    const page = show()
    expect(page).toContain('<form class="card" method="post" action="login">')
    expect(page).toContain('<input type="hidden" name="request" value="r&quot;1">')
    expect(page).toContain('<input type="hidden" name="csrf" value="c1">')
    expect(tag(page, 'username')).toContain('autocomplete="username"')
    expect(tag(page, 'password')).toMatch(/type="password" autocomplete="current-password"/)
    expect(tag(page, 'login-cancel')).toMatch(/name="action" value="cancel" formnovalidate/)
    for (const id of ['username', 'password']) expect(page).toContain(`<label for="${id}">`)
  })

  it('signs in when Enter is pressed: that button comes first', () => {
    const page = show()
    expect(page.indexOf('id="login-submit"')).toBeLessThan(page.indexOf('id="login-cancel"'))
  })

  it('names the client, whatever its name holds', () => {
    const page = show({ client: { name: '<script>alert(1)</script>' }, reason: 'prompt' })
    expect(page).not.toContain('<script')
    expect(page).toContain('<bdi class="name">&lt;script&gt;alert(1)&lt;/script&gt;</bdi>')
  })

  it('begins at the first field that is empty, and never writes a password', () => {
    expect(tag(show(), 'username')).toContain(' autofocus')
    const hinted = show({ username: 'al"ice' })
    expect(tag(hinted, 'username')).toContain('value="al&quot;ice"')
    expect(tag(hinted, 'password')).toContain(' autofocus')
    expect(tag(hinted, 'password')).not.toContain('value=')
  })

  it('ties the error to the fields and says it aloud', () => {
    const page = show({ error: 'wrongCredentials', username: 'alice', reason: 'prompt' })
    expect(tag(page, 'login-error')).toContain('role="alert"')
    for (const id of ['username', 'password']) expect(tag(page, id)).toContain('aria-describedby="login-error"')
    expect(page).toContain('<title>Error: Sign in')
  })

  it('tells how long to wait, in words, and where it can be read why', () => {
    const wait = (waitSeconds?: number) => show({ error: 'tooManyAttempts', waitSeconds })
    expect(wait()).toContain('Please wait a little, then')
    expect(wait(1)).toContain('Please wait 1 second, then')
    expect(wait(64)).toContain('Please wait 64 seconds, then')
    expect(wait(900)).toContain('Please wait 15 minutes, then')
    expect(show({ error: 'tooManyAttempts', waitSeconds: 2, locale: 'de' })).toContain('warten Sie 2 Sekunden und')
    const trace = { id: 't1', url: 'http://localhost:8080/theatre#t1' }
    expect(show({ error: 'wrongCredentials', trace })).toContain('Trace <a href="http://localhost:8080/theatre#t1" ')
    expect(show()).not.toContain('Trace')
  })

  it('tells why somebody is asked again', () => {
    expect(show({ reason: 'prompt' })).toContain('although you are signed in already')
    expect(show({ reason: 'maxAge', locale: 'de' })).toContain('liegt einige Zeit zurück')
  })

  it('shows demo accounts only where it is given some', () => {
    expect(show()).not.toContain('<aside')
    expect(show({ demoAccounts: [{ username: 'bob', password: 'secret456' }] })).toContain('<code>secret456</code>')
  })
})
