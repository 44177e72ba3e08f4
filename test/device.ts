/** What tests of the device grant do over and over: begin, decide as a person does, poll. */
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import { credentials, issuer, type TokenAnswer, type Trial, tokenRequest } from './authorization-server.ts'
import type { Fetching } from './lifecycle.ts'
import type { Page, UserAgent, Visit } from './user-agent.ts'

export interface BegunDevice {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  readonly expires_in: number
  readonly interval: number
}

type Sent = Readonly<Record<string, string>>

/** Posts to the device authorization endpoint, as `demo-tv` unless told otherwise. */
export const askForDevice = (
  { fetch }: Fetching,
  sent: Sent = {},
  { headers, address }: { readonly headers?: Sent; readonly address?: string } = {},
): Promise<Response> => {
  const body = new URLSearchParams({ client_id: 'demo-tv', scope: 'openid read', ...sent })
  const request = new Request(`${issuer}/oauth2/device_authorization`, {
    method: 'POST',
    body,
    ...(headers && { headers }),
  })
  return fetch(request, address === undefined ? undefined : { address })
}

export async function beginDevice(server: Fetching, sent: Sent = {}): Promise<BegunDevice> {
  const response = await askForDevice(server, sent)
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as BegunDevice
}

export const poll = (
  server: Fetching,
  deviceCode: string | undefined,
  more: Readonly<Record<string, string | undefined>> = {},
  authorization?: string,
): Promise<TokenAnswer> =>
  tokenRequest(
    server,
    { grant_type: DEVICE_GRANT_TYPE, device_code: deviceCode, client_id: 'demo-tv', ...more },
    authorization,
  )

export function pageOf({ page }: Visit): Page {
  if (page === undefined) throw new Error('a page was expected')
  return page
}

/** The page that asks about this code, after signing in where that is asked for. */
export async function confirmation(
  agent: UserAgent,
  userCode: string,
  username: keyof typeof credentials = 'alice',
): Promise<Page> {
  const page = pageOf(await agent.visit(`${issuer}/device?${new URLSearchParams({ user_code: userCode })}`))
  if (!page.html.includes('id="login-submit"')) return page
  return pageOf(await agent.press(page, 'login-submit', { username, password: credentials[username] }))
}

/** Signs in where that is asked for, and decides. */
export async function decide(
  agent: UserAgent,
  userCode: string,
  action: 'accept' | 'deny' = 'accept',
  username?: keyof typeof credentials,
): Promise<Page> {
  return pageOf(await agent.press(await confirmation(agent, userCode, username), `device-${action}`))
}

/** A device that somebody has allowed already. */
export async function approvedDevice(
  { server, browser }: Trial,
  sent: Sent = {},
  agent = browser(),
): Promise<BegunDevice> {
  const begun = await beginDevice(server, sent)
  await decide(agent, begun.user_code)
  return begun
}
