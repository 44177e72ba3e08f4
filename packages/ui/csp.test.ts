import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, formSources, pageHeaders } from './csp.ts'

describe('the Content-Security-Policy of a page', () => {
  it('allows nothing but our own stylesheet, images and forms', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
  })

  it('lets images of others come from their origin over https, and from no other', () => {
    const images = ['https://cdn.example/logo.png', 'https://cdn.example/x', 'http://localhost:8080/logo.svg']
    expect(contentSecurityPolicy({ images })).toContain(
      "; img-src 'self' data: https://cdn.example http://localhost:8080; ",
    )
    for (const address of [
      'http://cdn.example/x',
      'data:image/png,x',
      'javascript:x',
      'x',
      'https://*.example/x',
      'https://a;b/',
    ])
      expect(contentSecurityPolicy({ images: [address] })).toContain("; img-src 'self' data:; ")
  })

  it('lets a form lead to https for a proven https redirect URI, whose callback may lead on to another origin', () => {
    const formTargets = ['https://app.example.com:8443/cb?x=1', 'https://app.example.com:8443/other']
    expect(contentSecurityPolicy({ formTargets })).toContain("; form-action 'self' https:; ")
    expect(formSources('https://*.example.com/cb')).toEqual(['https:'])
    expect(formSources('https://a;script-src/cb')).toEqual(['https:'])
  })

  it('lets a form lead to any port of loopback for a loopback redirect URI, and no further', () => {
    const loopback = ['http://localhost:*', 'http://127.0.0.1:*']
    expect(formSources('http://127.0.0.1:1234/cb')).toEqual(loopback)
    expect(formSources('http://localhost/cb')).toEqual(loopback)
    expect(formSources('http://[::1]:1234/cb')).toEqual(['http:'])
  })

  it('lets a form lead to a private-use scheme', () => {
    expect(formSources('com.example.app:/oauth2/callback')).toEqual(['com.example.app:'])
  })

  it('never names a scheme that runs script, and nothing for what is no address', () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'blob:https://a.example/1', 'no address']) {
      expect(formSources(address)).toEqual([])
    }
  })

  it('runs scripts only by a nonce of enough bytes', () => {
    const nonce = 'q2Zr9c1vT0uYxk3LbnE4Ag=='
    expect(contentSecurityPolicy({ nonce })).toContain(`script-src 'nonce-${nonce}'`)
    expect(() => contentSecurityPolicy({ nonce: "x' 'unsafe-inline" })).toThrow('nonce')
  })
})

it('one script that stands in a page runs by its digest, and no other', () => {
  const scriptHash = `sha256-${'A'.repeat(43)}=`
  expect(contentSecurityPolicy({ scriptHash })).toContain(`script-src '${scriptHash}'; `)
  expect(() => contentSecurityPolicy({ scriptHash: "sha256-x' 'unsafe-inline" })).toThrow('sha256')
})

describe('the headers of a page', () => {
  it('keep it out of caches, frames and referrers', () => {
    expect(pageHeaders()).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  })

  it('cut off whoever opened it only where that is asked for: a login may run in a popup', () => {
    expect(pageHeaders()).not.toHaveProperty('cross-origin-opener-policy')
    expect(pageHeaders({ isolated: true })).toHaveProperty('cross-origin-opener-policy', 'same-origin')
  })

  it('pin https only where people come over https', () => {
    expect(pageHeaders()).not.toHaveProperty('strict-transport-security')
    expect(pageHeaders({ secure: true })).toHaveProperty('strict-transport-security', 'max-age=31536000')
  })
})

it('shows in frames the origins that are named, and takes nothing else for one', () => {
  expect(contentSecurityPolicy({ frames: ['https://app.example'] })).toContain('; frame-src https://app.example; ')
  expect(contentSecurityPolicy()).not.toContain('frame-src')
  expect(() => contentSecurityPolicy({ frames: ['https:'] })).toThrow('told as origins')
})

it('lets scripts ask the origins that are named, and takes nothing else for one', () => {
  expect(contentSecurityPolicy({ asks: ['http://localhost:8081'] })).toContain('connect-src http://localhost:8081;')
  expect(contentSecurityPolicy()).not.toContain('connect-src')
  for (const asks of [['*'], ["'self'; script-src *"], ['http://localhost:8081/path']])
    expect(() => contentSecurityPolicy({ asks })).toThrow('told as origins')
})
