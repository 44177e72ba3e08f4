/** The suite notices: answers of our own server, each made wrong in one way before the suite sees it. */
import { expect, it } from 'vitest'
import { examine, type Id, withOurs } from './index.ts'
import type { Answer, Through } from './wire.ts'

const headed = (answer: Answer, name: string, change: (value: string) => string): Answer => {
  const value = answer.headers.get(name)
  if (value === null) return answer
  const headers = new Headers(answer.headers)
  headers.set(name, change(value))
  return { ...answer, headers }
}

const sentTo =
  (change: (address: string) => string): Through =>
  (answer) =>
    headed(answer, 'location', change)

const replaced =
  (path: string, pattern: RegExp, text: string): Through =>
  (answer) =>
    answer.url.pathname.endsWith(path) ? { ...answer, text: answer.text.replace(pattern, text) } : answer

const answered =
  (path: string, status: number): Through =>
  (answer, { method = 'GET' }) =>
    answer.url.pathname.endsWith(path) && method !== 'GET' ? { ...answer, status } : answer

const policy =
  (pattern: RegExp, text: string): Through =>
  (answer) =>
    headed(answer, 'content-security-policy', (value) => value.replace(pattern, text))

const tampered: readonly (readonly [Id, string, Through])[] = [
  ['G-1', 'another issuer', replaced('/openid-configuration', /"issuer":"/, '"issuer":"x')],
  ['G-2', 'a private key', replaced('/jwks', /"kid"/, '"d":"x","kid"')],
  ['G-3', 'a registration that answers 200', answered('/register', 200)],
  ['G-4', 'a deletion that answers 200', answered('/register/client', 200)],
  ['G-5', 'a code in the fragment', sentTo((to) => to.replace('/callback?', '/callback#'))],
  ['G-6', 'another state', sentTo((to) => to.replace(/([?&]state=)./, '$1x'))],
  ['G-7', 'no iss', sentTo((to) => to.replace(/&iss=[^&]*/, ''))],
  ['G-8', 'a code beside an error', sentTo((to) => to.replace('error=', 'code=x&error='))],
  ['G-9', 'a description in quotes', sentTo((to) => to.replace('error_description=', 'error_description=%22'))],
  ['G-10', 'a life as a text', replaced('/token', /"expires_in":\d+/, '"expires_in":"600"')],
  ['G-11', 'another signature', replaced('/token', /("id_token":"[^"]*)....."/, '$1AAAAA"')],
  ['G-13', 'codes in a row', sentTo((to) => to.replace(/([?&]code=)[^&]*/, '$11001'))],
  ['G-14', 'another code', sentTo((to) => to.replace(/([#&]code=)./, '$1x'))],
  ['B-5', 'another person', replaced('/userinfo', /"sub":"/, '"sub":"x')],
  ['B-21', 'another error', replaced('/token', /"error":"invalid_grant"/, '"error":"invalid_request"')],
  ['F-3', 'another script', replaced('', /document\.forms\[0\]\.submit\(\)/, 'document.forms[0].submit() ')],
  ['F-4', 'a policy that holds the form back', policy(/form-action [^;]*/, "form-action 'self'")],
  ['D-5', 'a query that is gone', sentTo((to) => to.replace('foo=bar&', ''))],
  ['D-8', 'a policy that hides the logo', policy(/img-src [^;]*/, "img-src 'self'")],
  ['L-3', 'a state out of nowhere', sentTo((to) => to.replace(/\/logged-out$/, '/logged-out?state=x'))],
  ['L-12', 'a frame without sid', replaced('', /(<iframe src="[^"]*)sid=/, '$1zid=')],
]

/** One is enough to notice in. */
const profileOf = (id: Id): string | undefined => {
  if (id === 'G-14') return 'code id_token, static'
  return { G: 'basic, dynamic', B: 'basic, static', F: 'code by form_post, static' }[id.charAt(0)]
}

it('what is wrong is found under its id', async () => {
  const unnoticed = await withOurs(false, async (examiner) => {
    const missed: string[] = []
    for (const [id, what, through] of tampered) {
      const examined = { ...examiner, through: onProvider(examiner.subject.issuer, through) }
      const findings = await examine(examined, { full: false, matching: id, profile: profileOf(id) })
      if (!findings.some((finding) => finding.id === id && finding.kind === 'failed')) missed.push(`${id}: ${what}`)
    }
    return missed
  })
  expect(unnoticed).toEqual([])
})

const onProvider =
  (issuer: string, through: Through): Through =>
  (answer, sent) =>
    answer.url.origin === issuer ? through(answer, sent) : answer
