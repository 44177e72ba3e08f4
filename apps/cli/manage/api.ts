/** Asking the management API of the authorization server. */
import { readFileSync } from 'node:fs'
import { DEFAULT_ADMIN_PORT, isLoopback, TOKEN_FILE } from '@sightglass/auth/admin-settings'
import { fileBeside } from '@sightglass/auth/key-file'
import { settings } from '@sightglass/auth/settings'
import { loadConfig } from '@sightglass/process/config'
import { reasonOf } from '@sightglass/process/tls'
import { firstManagementToken } from '@sightglass/server/admin/tokens'
import { UsageError } from '../demo/failure.ts'
import { ManagementFailure } from './failure.ts'
import { type Query, withQuery } from './query.ts'

export interface ApiFlags {
  readonly adminUrl?: string
  readonly adminTokenFile?: string
}

export type Members = Readonly<Record<string, unknown>>

export interface Api {
  /** Resolves to what is told; to no members where nothing is. @throws {ManagementFailure} */
  readonly ask: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<Members>
  /** Every item of a list, page by page. */
  readonly all: (path: string, query?: Query) => Promise<readonly Members[]>
}

/**
 * The API that the flags name, or the environment of the server: its address and its token.
 * @throws {UsageError} where there is no token
 */
export async function openApi(flags: ApiFlags): Promise<Api> {
  const config = await loadConfig({ schema: settings, app: 'auth', argv: [] })
  const base = baseOf(flags.adminUrl ?? placeOf(config))
  const token = tokenFrom(flags.adminTokenFile, config)

  const ask: Api['ask'] = async (method, path, body) => {
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const init = { method, headers: { authorization: `Bearer ${token}`, ...content }, redirect: 'error' } as const
    const request = body === undefined ? init : { ...init, body: JSON.stringify(body) }
    const response = await fetch(`${base}${path}`, request).catch((reason: unknown) => {
      throw new ManagementFailure(`the management API at ${base} does not answer: ${causeOf(reason)}`)
    })
    const told = membersIn(await response.text())
    if (!response.ok) throw new ManagementFailure(wordsOf(told, response.status))
    return told
  }

  return {
    ask,
    async all(path, query = {}) {
      const items: Members[] = []
      let after: string | undefined
      do {
        const page = await ask('GET', withQuery(path, { ...query, limit: '100', after }))
        if (Array.isArray(page.items)) items.push(...page.items)
        after = typeof page.next === 'string' ? page.next : undefined
      } while (after !== undefined)
      return items
    },
  }
}

function placeOf(config: { readonly adminHost: string; readonly adminPort: number }): string {
  const { adminHost, adminPort } = config
  const host = adminHost.includes(':') ? `[${adminHost}]` : adminHost
  return `${isLoopback(config) ? 'http' : 'https'}://${host}:${adminPort === 0 ? DEFAULT_ADMIN_PORT : adminPort}`
}

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search !== '')
    throw new UsageError('--admin-url must be an http or https address without user name, password and query')
  return url.href.replace(/\/$/, '')
}

function tokenFrom(
  file: string | undefined,
  { adminToken, databaseUrl }: { readonly adminToken?: string | undefined; readonly databaseUrl: string },
): string {
  const made = fileBeside(databaseUrl, TOKEN_FILE)
  const where = file ?? (adminToken === undefined ? made : 'SIGHTGLASS_AUTH_ADMIN_TOKEN')
  try {
    const isSet = file === undefined && adminToken !== undefined
    return firstManagementToken(isSet ? adminToken : readFileSync(where, 'utf8'))
  } catch (reason) {
    throw new UsageError(
      `there is no management token in ${where} (${reasonOf(reason)}): name its file by --admin-token-file or SIGHTGLASS_AUTH_ADMIN_TOKEN_FILE`,
    )
  }
}

function membersIn(text: string): Members {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function wordsOf({ detail, errors }: Members, status: number): string {
  const faults = Array.isArray(errors) ? errors.map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`) : []
  return `${typeof detail === 'string' ? detail : `the answer was ${status}`}${faults.join('')}`
}

function causeOf(reason: unknown): string {
  const cause = reason instanceof Error ? (reason.cause ?? reason) : reason
  if (!(cause instanceof Error)) return 'unknown reason'
  return 'code' in cause ? String(cause.code) : cause.message
}
