/** The start page's part of the application: what will be sent, told before it is. */
import { pageAnswer } from './answers.ts'
import type { FormTokens } from './browser.ts'
import { redirectStep } from './journey.ts'
import { type StartPageModel, startPage } from './pages/start-page.ts'
import type { Visit } from './visit.ts'

export interface StartOptions {
  readonly issuer: string
  readonly resource: string
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string | undefined
  readonly forms: FormTokens
  readonly theatre: boolean
}

const DEFAULT_SCOPE = 'openid profile email read write'

/** `GET /` */
export function createStart(options: StartOptions): (visit: Visit) => Response {
  const { issuer, resource, clientId, redirectUri, scope = DEFAULT_SCOPE, forms, theatre } = options
  const later = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state: '…',
    nonce: '…',
    code_challenge: '…',
    code_challenge_method: 'S256',
    resource,
  }
  return (visit) => {
    const { locale, owners, session, url } = visit
    const preview = redirectStep('redirect-out', `${issuer}/…?${new URLSearchParams(later)}`)
    const csrf = forms.tokenFor(owners.browser)
    const told: StartPageModel['told'] =
      session !== undefined ? 'signedIn' : toldAfter.find((name) => url.searchParams.has(name))
    const model = { locale, csrf, issuer, resource, scopes: scope.split(' '), preview, told, theatre }
    return pageAnswer(visit, startPage(model), { formTargets: [issuer] })
  }
}

const toldAfter = ['withdrawn', 'signed_out_everywhere', 'signed_out', 'ended'] as const
