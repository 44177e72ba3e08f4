/** Who is there, and what the account page needs to serve them. */
import type { ClientRegistry } from '../../clients/registry.ts'
import type { ResourceRegistry } from '../../clients/resources.ts'
import type { Consents } from '../../grants/consent.ts'
import type { Grants } from '../../grants/grants.ts'
import type { Show } from '../../pages/index.ts'
import type { DemoAccount } from '../../pages/sign-in-card.ts'
import type { Directory } from '../../people/directory.ts'
import type { User } from '../../people/user.ts'
import type { Browser, BrowserOf } from '../../session/browser.ts'
import type { CookieJar } from '../../session/cookies.ts'
import type { Session } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import type { SignIn } from '../../session/sign-in.ts'
import type { SignInForms } from '../../session/sign-in-form.ts'

export interface AccountOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly clients: ClientRegistry
  readonly resources: ResourceRegistry
  readonly people: Directory
  readonly sessions: Sessions
  readonly grants: Grants
  readonly consents: Consents
  readonly signIn: SignIn
  readonly signInForms: SignInForms
  readonly browserOf: BrowserOf
  readonly cookies: CookieJar
  readonly show: Show
  /** Shown where someone has to sign in; in development only. */
  readonly demoAccounts: readonly DemoAccount[]
}

/** Who is there, in which browser: the form's token belongs to both. */
export interface Present {
  readonly user: User
  readonly session: Session
  readonly browser: Browser
}

/** What the forms of the account page are about: this session of this person. */
export const formOf = ({ session }: Pick<Present, 'session'>): string => `account ${session.id}`
