/** Scopes in plain words, each completing "It will be allowed to …": OpenID Connect's own, and those of resource servers. */
import type { Scope } from '@sightglass/spec/scope'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { ResourceRegistry, ResourceServer } from './resources.ts'
import { identityScopes } from './scopes.ts'

const texts = defineTexts({
  en: {
    openid: 'know that it is you',
    profile: 'see your profile: name, picture, language and the like',
    email: 'see your e-mail address',
    address: 'see your postal address',
    phone: 'see your phone number',
    offline_access: 'go on acting for you while you are away, until you withdraw this',
  },
  de: {
    openid: 'wissen, dass Sie es sind',
    profile: 'Ihr Profil sehen: Name, Bild, Sprache und Ähnliches',
    email: 'Ihre E-Mail-Adresse sehen',
    address: 'Ihre Postanschrift sehen',
    phone: 'Ihre Telefonnummer sehen',
    offline_access: 'weiter für Sie handeln, während Sie abwesend sind, bis Sie das widerrufen',
  },
})

type IdentityScope = 'openid' | 'profile' | 'email' | 'address' | 'phone' | 'offline_access'

export interface DescribedScope {
  readonly scope: string
  /** In plain words; in the page's language where they are ours. */
  readonly description: string
}

export interface NamedResource {
  readonly identifier: string
  readonly name?: string | undefined
}

export interface DescribedAccess {
  readonly resources: readonly NamedResource[]
  readonly scopes: readonly DescribedScope[]
}

/** A resource, and what each scope means there. */
export interface DescribedResource extends NamedResource {
  readonly scopes: readonly DescribedScope[]
}

export interface DescribedPlaces {
  /** About the person, or for no resource at all. */
  readonly scopes: readonly DescribedScope[]
  readonly resources: readonly DescribedResource[]
}

/** What scopes mean to a person at each resource: one token carries all of them to all of those, and each gives them its own meaning. */
export async function describePlaces(
  registry: ResourceRegistry,
  { scope, resources }: { readonly scope: Scope; readonly resources: readonly string[] },
  locale: Locale,
): Promise<DescribedPlaces> {
  const [about, elsewhere] = [scope.filter(isOurs), scope.filter((name) => !isOurs(name))]
  const places = resources.map(async (identifier) => {
    const server = await registry.find(identifier)
    const scopes = elsewhere.map((name) => ({ scope: name, description: meaningAt(server, name) ?? name }))
    return { identifier, name: server?.name, scopes }
  })
  const general = resources.length === 0 ? scope : about
  return {
    scopes: general.map((name) => ({ scope: name, description: ourMeaning(name, locale) ?? name })),
    resources: await Promise.all(places),
  }
}

const isOurs = (scope: string): boolean => identityScopes.has(scope)

const ourMeaning = (scope: string, locale: Locale): string | undefined =>
  isOurs(scope) ? String(texts(locale)(scope as IdentityScope)) : undefined

const meaningAt = (server: ResourceServer | undefined, scope: string): string | undefined =>
  server !== undefined && Object.hasOwn(server.scopes, scope) ? server.scopes[scope] : undefined

/** What scopes at resource servers mean to a person; one that differs between them, in each of its meanings. */
export async function describeAccess(
  registry: ResourceRegistry,
  { scope, resources }: { readonly scope: Scope; readonly resources: readonly string[] },
  locale: Locale,
): Promise<DescribedAccess> {
  const servers = await Promise.all(resources.map((resource) => registry.find(resource)))
  const describe = (name: string): string => {
    const meanings = new Set(servers.map((server) => meaningAt(server, name)).filter((text) => text !== undefined))
    return ourMeaning(name, locale) ?? (meanings.size > 0 ? [...meanings].join('; ') : name)
  }
  return {
    resources: resources.map((identifier, position) => ({ identifier, name: servers[position]?.name })),
    scopes: scope.map((name) => ({ scope: name, description: describe(name) })),
  }
}
