/** Authorization requests sent without a browser, and how each is refused: on a page, or at the client's redirect URI. */
import { expect } from 'vitest'
import { type Asked, authorizationUrl, issuer, type Trial } from './authorization-server.ts'

/** Sends an authorization request by a browser that was never here. */
export async function ask({ server }: Pick<Trial, 'server'>, asked: Asked = {}): Promise<Response> {
  return await server.fetch(new Request((await authorizationUrl(asked)).url))
}

/** Where a sound request leads a browser without a session. */
export function expectLogin(response: Response): void {
  expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([303, `${issuer}/login`])
}

/** The error goes to the redirect URI, with state and issuer and nothing else (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export function expectErrorAt(
  response: { readonly status: number; readonly headers: Headers } | URL,
  redirectUri: string,
  error: string,
  description: string,
  state: string | null = 'state-of-at-least-16-characters',
): void {
  const left = response instanceof URL ? response : new URL(response.headers.get('location') ?? 'about:blank')
  expect(left.href.split('?')[0]).toBe(redirectUri)
  expect(Object.fromEntries(left.searchParams)).toEqual({
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
