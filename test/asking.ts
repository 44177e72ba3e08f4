/** Authorization requests sent without a browser, and how each is refused: on a page, or at the client's redirect URI. */
import { expect } from 'vitest'
import { type Asked, authorizationUrl, issuer, type Trial } from './authorization-server.ts'
import { textOf, type Visit } from './user-agent.ts'

/** Sends an authorization request by a browser that was never here. */
export async function ask({ server }: Pick<Trial, 'server'>, asked: Asked = {}): Promise<Response> {
  return await server.fetch(new Request((await authorizationUrl(asked)).url))
}

/** Where a sound request leads a browser without a session. */
export function expectLogin(response: Response): void {
  expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([303, `${issuer}/login`])
}

/** The error goes to the redirect URI by redirect, with state and issuer and nothing else (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export function expectErrorAt(
  response: { readonly status: number; readonly headers: Headers } | URL,
  redirectUri: string,
  error: string,
  description: string,
  state: string | null = 'state-of-at-least-16-characters',
): void {
  const left = response instanceof URL ? response : new URL(response.headers.get('location') ?? 'about:blank')
  const delivered = deliveredBy({ left })
  expect(delivered.redirectUri).toBe(redirectUri)
  expect(delivered.members).toEqual({
    error,
    error_description: description,
    iss: issuer,
    ...(state === null ? {} : { state }),
  })
  if (response instanceof URL) return
  expect([response.status, response.headers.get('cache-control'), response.headers.get('referrer-policy')]).toEqual([
    303,
    'no-store',
    'no-referrer',
  ])
}

/** What the client gets, however it travelled. */
export interface Delivered {
  readonly mode: 'query' | 'fragment' | 'form_post' | 'none'
  readonly redirectUri: string
  readonly members: Readonly<Record<string, string>>
}

/** The answer that a visit ended with: in the address that the browser was sent to, or in the form that it shall post. */
export function deliveredBy({ left, page }: Visit): Delivered {
  if (left !== undefined) {
    const mode = left.hash === '' ? 'query' : 'fragment'
    const members = Object.fromEntries(mode === 'query' ? left.searchParams : new URLSearchParams(left.hash.slice(1)))
    return { mode, redirectUri: left.href.split(mode === 'query' ? '?' : '#')[0] ?? '', members }
  }
  const form =
    /<form[^>]* action="([^"]*)"[^>]*>([\s\S]*)<\/form>\s*<script>document\.forms\[0\]\.submit\(\)<\/script>/.exec(
      page.html,
    )
  if (form === null) return { mode: 'none', redirectUri: '', members: {} }
  const fields = Array.from(
    (form[2] ?? '').matchAll(/<(?:input|button)[^>]*? name="([^"]*)"[^>]*? value="([^"]*)"/g),
    ([, name = '', value = '']) => [textOf(name), textOf(value)],
  )
  return { mode: 'form_post', redirectUri: textOf(form[1] ?? ''), members: Object.fromEntries(fields) }
}
