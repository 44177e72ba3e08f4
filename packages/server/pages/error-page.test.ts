import type { Rule } from '@sightglass/spec/check'
import { type ErrorCode, errors } from '@sightglass/spec/errors'
import { render } from '@sightglass/ui/html'
import { describe, expect, it } from 'vitest'
import { type ErrorPageModel, errorPage } from './error-page.ts'

const rule: Rule = {
  id: 'authorize.redirectUriRegistered',
  cite: 'RFC6749-4.1.2.1',
  error: 'invalid_request',
  must: 'redirect_uri must equal a registered one',
}
const seen = {
  parameter: 'redirect_uri',
  expected: ['https://a.example/1', 'https://a.example/2'],
  received: '<script>',
}
const show = (more: Partial<ErrorPageModel> = {}) =>
  render(errorPage({ locale: 'en', error: 'invalid_request', rule, seen, ...more }))

describe('the error page', () => {
  it('tells the person what to do, and the developer which parameter broke which rule of which paragraph', () => {
    const page = show()
    expect(page).toContain('start again from there')
    expect(page).toContain('<code>redirect_uri</code>')
    expect(page).toContain('redirect_uri must equal a registered one')
    expect(page).toContain('<code>https://a.example/2</code>')
    expect(page).toContain('<code>&lt;script&gt;</code>')
    expect(page).toContain('rfc6749#section-4.1.2.1')
    expect(page).not.toContain('<script')
  })

  it('shows at most a little of what was received', () => {
    expect(show({ seen: { received: 'x'.repeat(100_000) } }).length).toBeLessThan(8000)
  })

  it('carries the trace id where there is one', () => {
    expect(show()).not.toContain('<footer')
    expect(show({ traceId: 'abc' })).toContain('Trace <code>abc</code>')
  })

  it('keeps a rule untold where the error has words of its own', () => {
    const page = show({ error: 'server_error', rule: { ...rule, error: 'server_error' } })
    expect(page).toContain('the server met an error of its own')
    expect(page).not.toContain('registered one')
    expect(page).not.toContain('redirect_uri')
  })

  it.each(Object.keys(errors.page) as ErrorCode[])('has its own words for %s in both languages', (error) => {
    const titles = (['en', 'de'] as const).map((locale) => show({ error, locale }).match(/<h1>(.*)<\/h1>/)?.[1])
    expect(new Set(titles).size).toBe(2)
  })

  it('marks the English rule as English on a German page', () => {
    expect(show({ locale: 'de' })).toContain('<span lang="en">redirect_uri must equal')
  })
})

it('links its trace to where traces are shown, if they are', () => {
  expect(show({ traceId: 't1' })).not.toContain('href="http://localhost')
  const page = show({ traceId: 't1', traceUrl: 'http://localhost:8080/theatre#t1' })
  expect(page).toContain('<a href="http://localhost:8080/theatre#t1" rel="noreferrer"><code>t1</code></a>')
})
