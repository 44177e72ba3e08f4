import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, formSource, pageHeaders } from './csp.ts'

describe('the Content-Security-Policy of a page', () => {
  it('allows nothing but our own stylesheet, images and forms', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
  })

  it('lets a form lead to the origin of the proven redirect URI, each origin once', () => {
    const formTargets = ['https://app.example.com:8443/cb?x=1', 'https://app.example.com:8443/other']
    expect(contentSecurityPolicy({ formTargets })).toContain("; form-action 'self' https://app.example.com:8443; ")
  })

  it('lets a form lead to a private-use scheme', () => {
    expect(formSource('com.example.app:/oauth2/callback')).toBe('com.example.app:')
  })

  it('names the scheme where a source list cannot name the host', () => {
    expect(formSource('http://[::1]:1234/cb')).toBe('http:')
    expect(formSource('https://a;script-src/cb')).toBe('https:')
    expect(formSource('https://*.example.com/cb')).toBe('https:')
  })

  it('never names a scheme that runs script, and nothing for what is no address', () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'blob:https://a.example/1', 'no address']) {
      expect(formSource(address)).toBeUndefined()
    }
  })

  it('runs scripts only by a nonce of enough bytes', () => {
    const nonce = 'q2Zr9c1vT0uYxk3LbnE4Ag=='
    expect(contentSecurityPolicy({ nonce })).toContain(`script-src 'nonce-${nonce}'`)
    expect(() => contentSecurityPolicy({ nonce: "x' 'unsafe-inline" })).toThrow('nonce')
  })
})

describe('the headers of a page', () => {
  it('keep it out of caches, frames and referrers', () => {
    expect(pageHeaders()).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  it('pin https only where people come over https', () => {
    expect(pageHeaders()).not.toHaveProperty('strict-transport-security')
    expect(pageHeaders({ secure: true })).toHaveProperty('strict-transport-security', 'max-age=31536000')
  })
})
