/** What login and consent pages show of a client: its logo from its own origin, and the links that it registered. */
import { beforeAll, expect, it } from 'vitest'
import { authorizationUrl, credentials, openTrial, type Trial } from '../../../test/authorization-server.ts'
import { addClient } from '../../../test/lifecycle.ts'
import type { Page } from '../../../test/user-agent.ts'
import type { Client } from '../clients/client.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

/** The pages that a person sees who signs in at this client. */
async function pagesOf(differs: Partial<Client>): Promise<readonly [login: Page, consent: Page]> {
  const { clientId } = await addClient(trial.server, 'demo-web', differs)
  const agent = trial.browser()
  const login = (await agent.visit((await authorizationUrl({ client_id: clientId })).url)).page ?? expect.unreachable()
  const { page } = await agent.submit(login, { username: 'alice', password: credentials.alice }, 'login')
  return [login, page ?? expect.unreachable()]
}

it('both pages show the logo, whose origin their policy names, and link policy and terms in a window of their own', async () => {
  const pages = await pagesOf({
    logoUri: 'https://cdn.example/logo.png?a=1&b="2"',
    policyUri: 'https://app.example/policy',
    tosUri: 'https://app.example/tos',
  })
  for (const { html, headers } of pages) {
    expect(html).toContain(
      '<img class="logo" id="client-logo" src="https://cdn.example/logo.png?a=1&amp;b=&quot;2&quot;" alt=""',
    )
    expect(headers.get('content-security-policy')).toContain("img-src 'self' data: https://cdn.example; ")
    for (const [id, address] of [
      ['policy', 'https://app.example/policy'],
      ['tos', 'https://app.example/tos'],
    ])
      expect(html).toContain(`<a id="client-${id}" href="${address}" target="_blank" rel="noopener noreferrer">`)
  }
})

it('without them there is nothing to show, and no other origin to ask', async () => {
  for (const { html, headers } of await pagesOf({})) {
    expect(html).not.toMatch(/id="client-/)
    expect(headers.get('content-security-policy')).toContain("img-src 'self' data:; ")
  }
})
