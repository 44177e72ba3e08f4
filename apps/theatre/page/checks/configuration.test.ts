import { execFileSync } from 'node:child_process'
import { clientPatch } from '@sightglass/server/admin/client-entry'
import fc, { property, string } from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadRuleBook } from '../../../../test/rule-book.ts'
import { clientSchema } from '../../../auth/client-entry.ts'
import { resourceSchema } from '../../../auth/resource-entry.ts'
import { bodyOf } from '../../../cli/manage/input.ts'
import type { Check } from '../play/failures.ts'
import { type Configuration, configurationFor, decidedByRegistration } from './configuration.ts'

interface Seen {
  readonly expected?: string
  readonly received?: string
}

const failed = (rule: string, seen: Seen = {}): Check => ({
  kind: 'check',
  rule,
  cite: 'RFC6749-2',
  must: 'it must hold',
  held: false,
  ...seen,
})

/** What each check saw that a registration decided. */
const seenBy: Readonly<Record<string, Seen>> = {
  'redirect.registered': { expected: 'https://a.example/cb, https://b.example/cb', received: 'https://a.example/cb/' },
  'logout.redirectUri': { received: 'https://a.example/bye' },
  'authorize-client.known': { received: 'shop2' },
  'client.known': { received: 'shop2' },
  'client.registeredMethod': { expected: 'client_secret_basic', received: 'client_secret_post' },
  'client.grantType': { expected: 'authorization_code', received: 'refresh_token' },
  'authorize.responseTypeAllowed': { expected: 'code', received: 'code id_token' },
  'scope.allowed': { expected: 'openid, read', received: 'write' },
  'resource.known': { expected: 'https://api.example', received: 'https://other.example' },
  'request-object.uriRegistered': { received: 'https://a.example/request' },
  'request-object.algRegistered': { expected: 'ES256', received: 'RS256' },
  'client-assertion.algRegistered': { expected: 'ES256', received: 'RS256' },
  'client-assertion.aud': { expected: 'https://as.example', received: 'https://as.example/oauth2/token' },
  'introspection.known': { received: 'api' },
}

const shown = (rule: string): Configuration => {
  const found = configurationFor(failed(rule, seenBy[rule]), { clientId: 'shop' })
  if (found === undefined) throw new Error(`${rule} has no configuration`)
  return found
}

/** What a shell makes of a command. */
const wordsOf = (command: string): string[] =>
  execFileSync('/bin/sh', ['-c', `npm() { printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

const whole = {
  client_id: 'shop',
  client_secret_file: 'shop-secret',
  redirect_uris: ['https://a.example/cb'],
  grant_types: ['authorization_code', 'client_credentials'],
}

/** A client that signs has no secret. */
const signing = {
  client_id: 'shop',
  token_endpoint_auth_method: 'private_key_jwt',
  jwks_uri: 'https://a.example/jwks.json',
  redirect_uris: ['https://a.example/cb'],
}

const rules = Object.keys(decidedByRegistration)

describe('what to change in a registration', () => {
  let known: ReadonlySet<string>
  beforeAll(async () => {
    known = new Set((await loadRuleBook()).rules.map(({ id }) => id))
  })

  it('is told of rules that exist', () => {
    expect(rules.filter((rule) => !known.has(rule))).toEqual([])
  })

  it.each(rules)('is lines that the file of registrations takes: %s', (rule) => {
    const { of, lines, caution } = shown(rule)
    const text = lines.join('\n')
    if (of === 'resource') {
      const entry = { resource: 'https://api.example', name: 'API', scopes: {}, ...parse(text) }
      expect(resourceSchema.safeParse(entry).error?.issues).toBeUndefined()
      return
    }
    const members =
      caution === 'newClient'
        ? parse(text)[0]
        : { ...(rule.startsWith('client-assertion.') ? signing : whole), ...parse(text) }
    expect(clientSchema.safeParse(members).error?.issues).toBeUndefined()
  })

  it.each(rules)('is a command that means the same: %s', (rule) => {
    const { of, lines, command, caution } = shown(rule)
    const [, , , ...words] = wordsOf(command)
    if (of === 'resource') expect(words.slice(0, 2)).toEqual(['resource', 'update'])
    else if (caution === 'newClient') expect(words.slice(0, 2)).toEqual(['client', 'create'])
    else expect(words.slice(0, 2)).toEqual(['client', caution === 'disabled' ? 'enable' : 'update'])
    const at = words.indexOf('--set')
    if (at < 0) return
    const members = bodyOf({ set: words.slice(at + 1) })
    expect(clientPatch.safeParse(members).error?.issues).toBeUndefined()
    if (caution !== 'newClient') expect(members).toEqual(parse(lines.join('\n')))
  })

  it('keeps what was registered and adds what came', () => {
    expect(shown('redirect.registered')).toEqual({
      of: 'client',
      lines: ['redirect_uris: [https://a.example/cb, https://b.example/cb, https://a.example/cb/]'],
      command: `npm run sightglass -- client update shop --set 'redirect_uris=["https://a.example/cb","https://b.example/cb","https://a.example/cb/"]'`,
      caution: 'ownAddress',
    })
    expect(shown('scope.allowed').lines).toEqual(['scope: openid read write'])
  })

  it('makes a client of no secret sound, or one that signs', () => {
    const change = (received: string) =>
      configurationFor(failed('client.registeredMethod', { received }), { clientId: 'shop' })
    expect(change('none')?.caution).toBe('public')
    expect(change('private_key_jwt')?.lines[1]).toMatch(/^jwks_uri: https:/)
  })

  it('says nothing where no registration decided', () => {
    expect(configurationFor(failed('code.alive'), { clientId: 'shop' })).toBeUndefined()
    expect(configurationFor(failed('toString'), { clientId: 'shop' })).toBeUndefined()
  })

  it('runs nothing that a peer sent, and takes it for no flag', async () => {
    await fc.assert(
      property(string({ unit: 'binary', maxLength: 60 }), string({ maxLength: 30 }), (received, clientId) => {
        for (const rule of ['redirect.registered', 'client.known', 'scope.allowed']) {
          const found = configurationFor(failed(rule, { expected: 'x', received }), { clientId })
          const words = wordsOf(found?.command ?? '')
          expect(words.slice(0, 4)).toEqual(['run', 'sightglass', '--', 'client'])
          expect(words[5]).toMatch(/^[A-Za-z0-9]/)
          expect(words[6]).toBe('--set')
          expect(words.length).toBeLessThan(11)
          expect(parse((found?.lines ?? []).join('\n'))).toBeTypeOf('object')
        }
      }),
      { numRuns: 15 },
    )
  })
})
