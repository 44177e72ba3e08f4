/** `sightglass resource …` */
import { UsageError } from '../demo/failure.ts'
import type { ManageCommand } from './command.ts'
import { bodyOf, given } from './input.ts'

const described = [
  ['--name <text>', 'what people see it called'],
  ['--scope <name=words...>', 'a scope and what it allows: read="read your data"'],
  ['--introspection <client_id>', 'the name by which it asks about tokens; its secret is printed this once'],
  ['--set <member=value...>', 'any other member: as JSON, or as text'],
  ['--from <file>', 'members from a file of JSON; - is standard input'],
] as const

const bodyFrom = (flags: Readonly<Record<string, unknown>>): object => ({
  ...bodyOf(flags),
  ...given({
    name: flags.name,
    scopes: Array.isArray(flags.scope) ? scopesIn(flags.scope) : undefined,
    introspection: flags.introspection === undefined ? undefined : { client_id: flags.introspection },
  }),
})

const scopesIn = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.map((word) => {
      const [, name, says] = /^([^=]+)=(.+)$/.exec(word) ?? []
      if (name === undefined || says === undefined)
        throw new UsageError(`--scope ${word} must be a scope and what it allows: name=words`)
      return [name, says]
    }),
  )

const pathOf = (resource = ''): string => `/resources/${encodeURIComponent(resource)}`

export const resourceCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'all resource servers',
    run: async (api) => ({
      items: await api.all('/resources'),
      columns: ['resource', 'name', 'scopes', 'access_token_format', 'introspection.client_id'],
    }),
  },
  {
    usage: 'show <resource>',
    says: 'one resource server',
    run: async (api, _, [id]) => ({ item: await api.ask('GET', pathOf(id)) }),
  },
  {
    usage: 'create <resource>',
    says: 'register a resource server, by its identifier',
    options: described,
    run: async (api, flags, [resource]) => ({
      item: await api.ask('POST', '/resources', { ...{ scopes: {} }, ...bodyFrom(flags), resource }),
    }),
  },
  {
    usage: 'update <resource>',
    says: 'change what the flags name; --set member=null takes a member away',
    options: described,
    run: async (api, flags, [id]) => ({ item: await api.ask('PATCH', pathOf(id), bodyFrom(flags)) }),
  },
  {
    usage: 'remove <resource>',
    says: 'forget a resource server that no client is registered for',
    async run(api, _, [id]) {
      await api.ask('DELETE', pathOf(id))
      return { done: `resource server ${id} is gone` }
    },
  },
]
