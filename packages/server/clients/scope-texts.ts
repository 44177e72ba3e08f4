/** Scopes in plain words, each completing "It will be allowed to …": OpenID Connect's own, and those of resource servers. */
import type { Scope } from '@sightglass/spec/scope'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { ResourceRegistry } from './resources.ts'
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

/** What scopes at resource servers mean to a person. */
export async function describeAccess(
  registry: ResourceRegistry,
  { scope, resources }: { readonly scope: Scope; readonly resources: readonly string[] },
  locale: Locale,
): Promise<DescribedAccess> {
  const servers = await Promise.all(resources.map((resource) => registry.find(resource)))
  const describe = (name: string): string | undefined =>
    identityScopes.has(name)
      ? String(texts(locale)(name as IdentityScope))
      : servers.map((server) => server?.scopes[name]).find((text) => text !== undefined)
  return {
    resources: resources.map((identifier, position) => ({ identifier, name: servers[position]?.name })),
    scopes: scope.map((name) => ({ scope: name, description: describe(name) ?? name })),
  }
}
