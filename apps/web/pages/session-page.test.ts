import { render } from '@sightglass/ui/html'
import { describe, expect, it } from 'vitest'
import { type CallResult, type Chapter, redirectStep, type Session, withChapter } from '../journey.ts'
import { sessionPage } from './session-page.ts'

const step = redirectStep('redirect-out', 'https://as.example/authorize?scope=read')
const called: CallResult = { what: 'notes', request: 'GET /api/notes', status: 200, challenge: undefined, body: '{}' }

const session = (more: Partial<Session> = {}): Session => ({
  browser: 'b',
  tokens: { accessToken: 'opaque', tokenType: 'Bearer', expiresAt: 1_800_000_000 },
  chapters: [{ name: 'login', steps: [step] }],
  person: undefined,
  result: undefined,
  ...more,
})

const shown = (more?: Partial<Session>, locale: 'en' | 'de' = 'en'): string =>
  render(sessionPage({ locale, csrf: 'c', issuer: 'https://as.example', session: session(more) }))

describe('the page of a session', () => {
  it('says of a person without a name that this is an id, and calls by the name once it is known', () => {
    const tokens = { ...session().tokens, idTokenClaims: { iss: 'i', sub: 'x1', aud: 'a', exp: 1, iat: 1 } }
    expect(shown({ tokens })).toMatch(/with the subject .*id="who">x1<.*your id at/)
    expect(shown({ tokens, person: { sub: 'x1', name: 'Alice Liddell' } })).toMatch(
      /id="who">Alice Liddell<\/bdi>\. The/,
    )
  })

  it('keeps chosen what was called last', () => {
    expect(shown({ result: called })).toContain('<option value="notes" selected>')
    expect(shown({ result: { ...called, what: 'refresh' } })).not.toContain(' selected>')
  })

  it.each([
    [{}, 'The token was accepted.'],
    [{ what: 'refresh' }, 'Fresh tokens'],
    [{ status: 401 }, 'has expired, or was withdrawn'],
    [{ status: 403 }, 'ask for the scope that the challenge names'],
    [{ status: 415 }, 'the answer says why'],
  ])('says what an answer means: %o', (more, words) => {
    expect(shown({ result: { ...called, ...more } })).toContain(words)
  })

  it('opens what happened last and puts it first, each message under an id of its own', () => {
    const page = shown({ chapters: [...session().chapters, { name: 'refresh', steps: [step, step] }] })
    const summaries = [...page.matchAll(/<details class="told"( open)?>\s*<summary><span class="name">([^<]+)/g)]
    expect(summaries.map(([, open, name]) => [name, open !== undefined])).toEqual([
      ['Refreshing the tokens', true],
      ['Signing in', false],
    ])
    const ids = Array.from(page.matchAll(/ id="(step-[^"]+)"/g), ([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says of each token whether its signature was verified, and with which key', () => {
    const signatures = {
      accessToken: { verified: true, alg: 'ES256', kid: 'k1' },
      idToken: { verified: false, why: 'forged' },
    } as const
    const tokens = { ...session().tokens, idTokenClaims: { iss: 'i', sub: 'x1', aud: 'a', exp: 1, iat: 1 } }
    const page = (locale: 'en' | 'de') =>
      render(sessionPage({ locale, csrf: 'c', issuer: 'https://as.example', session: session({ tokens }), signatures }))
    expect(page('en')).toMatch(/Signature verified with key <code>k1<\/code> \(ES256\)/)
    expect(page('en')).toMatch(/id-token-signature.*Signature wrong/s)
    expect(page('de')).toMatch(/mit dem Schlüssel <code>k1<\/code>/)
    expect(shown()).not.toContain('-signature"')
  })

  it('says which kind of refresh token it has, and when that ends', () => {
    const holding = (scope: string) => ({ tokens: { ...session().tokens, refreshToken: 'r', scope } })
    const note = (...told: Parameters<typeof shown>) => /id="refresh-token-kind">(.*?)<\/p>/s.exec(shown(...told))?.[1]
    expect(note(holding('openid read'))).toMatch(/was not granted, so it is bound to your session.* sign out there/)
    expect(note(holding('openid offline_access'))).toMatch(/was granted, so it outlives your session/)
    expect(note(holding('openid read'), 'de')).toMatch(/nicht erteilt, darum ist es an Ihre Sitzung .* gebunden/)
    expect(note(holding('offline_access'), 'de')).toMatch(/wurde erteilt, darum überdauert es Ihre Sitzung/)
    expect(note()).toBeUndefined()
  })

  it('tells until when a token lives, in the language of the page', () => {
    expect(shown()).toContain('15 January 2027 at 08:00:00 UTC')
    expect(shown({}, 'de')).toContain('15. Januar 2027 um 08:00:00 UTC')
  })
})

it('a session keeps its login and what happened last, however much happens', () => {
  let now = session()
  for (let turn = 0; turn < 50; turn++) now = withChapter(now, turn < 49 ? 'call' : 'userinfo', [step])
  const names: Chapter['name'][] = now.chapters.map(({ name }) => name)
  expect([names.length, names[0], names.at(-1)]).toEqual([21, 'login', 'userinfo'])
  expect(withChapter(now, 'refresh', [])).toBe(now)
})
