/** An app that only this run has, built on the client SDK as anybody would: people may sign in with one of several servers. */
import { randomBytes } from 'node:crypto'
import { Client, type TokenSet, type Transaction } from '@sightglass/client'
import { Refusal } from '@sightglass/spec/check'
import { type Tracing, tellsEverybody, traced, traceRefusal } from '@sightglass/trace'
import type { Backstage } from '../actor.ts'
import { nativeApp } from '../clients.ts'

export const APP = new URL(nativeApp.redirectUri).origin

/** One browser uses it, so it needs no cookie to know whose login it is. */
interface Login {
  readonly client: Client
  readonly transaction: Transaction
}

/** Puts the app on its feet: `/login?issuer=…`, `/callback`, and `/fetch?address=…`, which asks for a file with the token. */
export function hostApp(stage: Backstage): void {
  const tracing: Tracing = {
    ...{ party: 'client', from: 'browser', linkKey: randomBytes(32) },
    tellsId: tellsEverybody,
  }
  let login: Login | undefined
  let tokens: TokenSet | undefined

  const begin = async (issuer: string): Promise<Response> => {
    const client = clientOf(stage, issuer)
    const { url, transaction } = await client.authorizationRequest()
    login = { client, transaction }
    return new Response(null, { status: 303, headers: { location: url } })
  }
  const end = async (url: URL): Promise<Response> => {
    if (login === undefined) return new Response(null, { status: 400 })
    const { client, transaction } = login
    tokens = await client.redeemCode(await client.processAuthorizationResponse(url, transaction))
    return new Response('signed in')
  }
  const fetchFile = async (address: string): Promise<Response> => {
    if (login === undefined || tokens === undefined) return new Response(null, { status: 401 })
    const { status } = await login.client.fetchResource(address, tokens)
    return new Response(null, { status })
  }
  const answer = async (url: URL): Promise<Response> => {
    if (url.pathname === '/login') return await begin(url.searchParams.get('issuer') ?? '')
    return await (url.pathname === '/callback' ? end(url) : fetchFile(url.searchParams.get('address') ?? ''))
  }
  stage.host(APP, (request) => traced(tracing, request, () => answer(new URL(request.url)).catch(failed)))
}

const clientOf = ({ fetch, places }: Backstage, issuer: string): Client =>
  new Client({
    ...{ issuer, clientId: nativeApp.clientId, redirectUri: nativeApp.redirectUri },
    ...{ scope: 'read', resource: places.resource },
    fetch: async ({ url, method, headers, body }) =>
      await fetch(new URL(url), {
        method,
        headers,
        body: body && (await new Response(body).text()),
        redirect: 'manual',
      }),
  })

/** Whatever went wrong, the person is told no more than that. */
function failed(reason: unknown): Response {
  const isTold =
    reason instanceof Refusal ||
    (reason instanceof Error && /^(?:OAuth|Transport|Resource|Authorization)Error$/.test(reason.name))
  if (!isTold) throw reason
  if (reason instanceof Refusal) traceRefusal(reason.error)
  return new Response('not signed in', { status: 400 })
}
