/** `sightglass user …`: a person is named by what they type to sign in, or by their `sub`. */
import { UsageError } from '../demo/failure.ts'
import { readSecret } from '../secret-input.ts'
import type { Api, Members } from './api.ts'
import type { ManageCommand } from './command.ts'
import { bodyOf, given } from './input.ts'

/** The `sub` of whoever is named so; what nobody is named is taken for a `sub`. */
export async function subOf(api: Api, name: unknown): Promise<string> {
  const [found] = await api.all('/users', { username: String(name) })
  return String(found?.sub ?? name)
}

const pathOf = async (api: Api, name: unknown): Promise<string> =>
  `/users/${encodeURIComponent(await subOf(api, name))}`

const described = [
  ['--name <text>', 'the claim name'],
  ['--email <address>', 'the claim email'],
  ['--set <claim=value...>', 'any other claim: as JSON, or as text'],
  ['--from <file>', 'claims from a file of JSON; - is standard input'],
] as const

const claimsFrom = (flags: Readonly<Record<string, unknown>>): Members => ({
  ...bodyOf(flags),
  ...given({ name: flags.name, email: flags.email }),
})

async function passwordOf(username: unknown): Promise<string> {
  const password = await readSecret(`Password of ${username}`)
  if (password === undefined) throw new UsageError('a password must be typed, or come from standard input')
  return password
}

const setting =
  (status: 'active' | 'disabled'): ManageCommand['run'] =>
  async (api, _, [name]) => {
    await api.ask('PATCH', await pathOf(api, name), { status })
    return { done: `user ${name} is ${status}` }
  }

export const userCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'all people',
    run: async (api) => ({
      items: await api.all('/users'),
      columns: ['sub', 'username', 'status', 'claims.name', 'claims.email', 'created_at'],
    }),
  },
  {
    usage: 'show <user>',
    says: 'one person',
    run: async (api, _, [name]) => ({ item: await api.ask('GET', await pathOf(api, name)) }),
  },
  {
    usage: 'create <username>',
    says: 'add a person; the password is asked for, or read from standard input',
    options: described,
    async run(api, flags, [username]) {
      const claims = { preferred_username: username, ...claimsFrom(flags) }
      return { item: await api.ask('POST', '/users', { username, password: await passwordOf(username), claims }) }
    },
  },
  {
    usage: 'update <user>',
    says: 'change the claims that the flags name; --set claim=null takes one away',
    options: described,
    run: async (api, flags, [name]) => ({
      item: await api.ask('PATCH', await pathOf(api, name), { claims: claimsFrom(flags) }),
    }),
  },
  {
    usage: 'set-password <user>',
    says: 'give a person another password: asked for, or read from standard input; it signs them out everywhere',
    options: [['--keep-sessions', 'sign nobody out']],
    async run(api, flags, [name]) {
      const body = { password: await passwordOf(name), end_sessions: flags.keepSessions !== true }
      await api.ask('POST', `${await pathOf(api, name)}/password`, body)
      return { done: `user ${name} has another password` }
    },
  },
  { usage: 'disable <user>', says: 'shut a person out, and revoke what they granted', run: setting('disabled') },
  {
    usage: 'enable <user>',
    says: 'let a person in again; what they granted before stays revoked',
    run: setting('active'),
  },
]
