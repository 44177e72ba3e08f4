/** The management API beside a server of a trial: asked as a program asks it. */
import { createManagement } from '@sightglass/server/admin/index'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import { openTrial, type Trial, testKeys } from './authorization-server.ts'

export const managementToken = 'token-of-an-operator-in-the-tests-0123456789'

type Members = Readonly<Record<string, unknown>>

export interface Managed {
  readonly status: number
  readonly headers: Headers
  /** Empty where there is no body. */
  readonly body: Members & { readonly items: readonly Members[] }
  readonly text: string
}

export interface ManagedTrial extends Trial {
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Managed>
  /** What was logged, newest last. */
  readonly logged: { readonly event: string; readonly fields: Members }[]
}

export async function openManaged(options: Parameters<typeof openTrial>[0] = {}): Promise<ManagedTrial> {
  const logged: ManagedTrial['logged'] = []
  const trial = await openTrial(options)
  const manage = createManagement({
    server: trial.server,
    tokens: parseManagementTokens(`ada ${managementToken}\n`),
    tracing: { party: 'authorization-server', linkKey: testKeys.linkKey },
    log: (_, event, fields = {}) => void logged.push({ event, fields }),
  })
  const ask: ManagedTrial['ask'] = async (method, path, body, headers = {}) => {
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const request = new Request(`http://127.0.0.1:8083${path}`, {
      method,
      headers: { authorization: `Bearer ${managementToken}`, ...content, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await manage(request, { address: '127.0.0.1' })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? { items: [] } : JSON.parse(text),
      text,
    }
  }
  return { ...trial, ask, logged }
}
