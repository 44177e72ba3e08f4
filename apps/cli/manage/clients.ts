/** `sightglass client …` */
import type { ManageCommand } from './command.ts'
import { bodyOf, given } from './input.ts'

const described = [
  ['--name <text>', 'what people see it called'],
  ['--redirect-uri <uri...>', 'where the browser is sent back to; several are separated by spaces'],
  ['--grant-type <type...>', 'authorization_code unless said otherwise'],
  ['--scope <scopes>', 'what it may ask for, separated by spaces'],
  ['--resource <uri...>', 'the registered resource servers that it may ask tokens for'],
  ['--auth-method <method>', 'client_secret_basic unless said otherwise; none makes it public'],
  ['--set <member=value...>', 'any other member: as JSON, or as text'],
  ['--from <file>', 'members from a file of JSON; - is standard input'],
] as const

const bodyFrom = (flags: Readonly<Record<string, unknown>>): object => ({
  ...bodyOf(flags),
  ...given({
    client_name: flags.name,
    redirect_uris: flags.redirectUri,
    grant_types: flags.grantType,
    scope: flags.scope,
    resources: flags.resource,
    token_endpoint_auth_method: flags.authMethod,
  }),
})

const pathOf = (id = ''): string => `/clients/${encodeURIComponent(id)}`

const setting =
  (status: 'active' | 'disabled'): ManageCommand['run'] =>
  async (api, _, [id]) => {
    await api.ask('PATCH', pathOf(id), { status })
    return { done: `client ${id} is ${status}` }
  }

export const clientCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'all clients',
    run: async (api) => ({
      items: await api.all('/clients'),
      columns: ['client_id', 'client_name', 'status', 'token_endpoint_auth_method', 'grant_types', 'scope'],
    }),
  },
  {
    usage: 'show <client_id>',
    says: 'one client',
    run: async (api, _, [id]) => ({ item: await api.ask('GET', pathOf(id)) }),
  },
  {
    usage: 'create [client_id]',
    says: 'register a client; its secret is printed this once',
    options: described,
    run: async (api, flags, [id]) => ({
      item: await api.ask('POST', '/clients', { ...bodyFrom(flags), ...given({ client_id: id }) }),
    }),
  },
  {
    usage: 'update <client_id>',
    says: 'change what the flags name; --set member=null takes a member away',
    options: [...described, ['--new-secret', 'give it a new secret, printed this once']],
    async run(api, flags, [id]) {
      const item = await api.ask('PATCH', pathOf(id), bodyFrom(flags))
      return { item: flags.newSecret === true ? await api.ask('POST', `${pathOf(id)}/secret`) : item }
    },
  },
  { usage: 'disable <client_id>', says: 'shut a client out without forgetting it', run: setting('disabled') },
  {
    usage: 'enable <client_id>',
    says: 'let a client in again; what it was granted before stays revoked',
    run: setting('active'),
  },
  {
    usage: 'remove <client_id>',
    says: 'forget a client; what it was granted, and what records it, ends with it',
    async run(api, _, [id]) {
      await api.ask('DELETE', pathOf(id))
      return { done: `client ${id} is gone` }
    },
  },
]
