/** Logout as code of others does it: openid-client asks for it, jose believes the logout token. */
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { expect, it } from 'vitest'
import { claimsIn, issuer, openTrial, webSecret } from '../authorization-server.ts'
import { askToLogOut, isSignedIn, loggedOut, openLogoutReceiver, signInAt } from '../logout.ts'

it('openid-client builds a request that ends the session, and jose believes what the client is told', async () => {
  const receiver = await openLogoutReceiver()
  const { server, browser, clock, store } = await openTrial({ fetcher: receiver.fetcher })
  const agent = browser()
  const trial = { server, browser, clock, store }
  const { clientId, tokens, sid } = await signInAt(trial, agent, { backchannelLogoutUri: receiver.host.url })

  const execute = [openid.allowInsecureRequests]
  const customFetch = (url: string, { method, headers }: openid.CustomFetchOptions) =>
    server.fetch(new Request(url, { method, headers }))
  const options = { execute, [openid.customFetch]: customFetch }
  const config = await openid.discovery(new URL(issuer), clientId, webSecret, undefined, options)
  const url = openid.buildEndSessionUrl(config, {
    post_logout_redirect_uri: loggedOut,
    id_token_hint: tokens.id_token ?? '',
    state: 's',
  })
  expect((await agent.visit(url.href)).left?.href).toBe(`${loggedOut}?state=s`)
  expect(await isSignedIn(agent)).toBe(false)

  await server.logouts.settled()
  const token = new URLSearchParams(receiver.bodies[0]).get('logout_token') ?? ''
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/jwks`), {
    [joseFetch]: (address: string, { method, headers }: RequestInit) =>
      server.fetch(new Request(address, { ...(method && { method }), ...(headers && { headers }) })),
  })
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
    currentDate: new Date(clock() * 1000),
  })
  expect([payload.sid, payload.sub]).toEqual([sid, claimsIn(tokens.id_token).sub])
  expect((await askToLogOut(agent, { id_token_hint: tokens.id_token })).page?.status).toBe(200)
})
