/** Which behaviours are tried in which profiles: in a short run each at least once, in a full one all of them everywhere. */
import { backChannelLogout } from './back-channel-logout.ts'
import { basic } from './basic/index.ts'
import { config } from './config.ts'
import { dynamic } from './dynamic/index.ts'
import { formPost } from './form-post.ts'
import { frontChannelLogout } from './front-channel-logout.ts'
import { hybrid } from './hybrid.ts'
import { implicit } from './implicit.ts'
import { rpInitiatedLogout } from './rp-initiated-logout.ts'
import { rulesOfAll } from './rules-of-all.ts'
import { thirdPartyLogin } from './third-party-login.ts'
import type { Behaviour, Profile } from './trial.ts'

export interface Plan {
  readonly profile: Profile
  readonly behaviours: readonly Behaviour[]
}

const registrations = ['static', 'dynamic'] as const
type Registration = (typeof registrations)[number]

const plan = (name: string, rest: Omit<Profile, 'name'>, ...behaviours: readonly (readonly Behaviour[])[]): Plan => ({
  profile: { name: `${name}, ${rest.registration}`, ...rest },
  behaviours: behaviours.flat(),
})

const hybridTypes = ['code id_token', 'code token', 'code id_token token'] as const
const implicitTypes = ['id_token', 'id_token token'] as const
const code = { responseType: 'code' } as const
const posted = { responseMode: 'form_post' } as const

/** What is asserted of few things in a short run, of all in a full one. */
const few: readonly Behaviour[] = basic.filter(({ ids }) =>
  ids.some((id) => ['B-1', 'B-13', 'B-14', 'B-21', 'B-30'].includes(id)),
)

export function plansOf({ full }: { readonly full: boolean }): readonly Plan[] {
  const most = full ? basic : few
  const each = (plansFor: (registration: Registration) => readonly Plan[]) => registrations.flatMap(plansFor)
  return [
    plan('config', { registration: 'static', ...code }, config),
    ...each((registration) => [plan('basic', { registration, ...code }, rulesOfAll, basic)]),
    ...each((registration) => [
      ...hybridTypes.map((responseType) =>
        plan(
          responseType,
          { registration, responseType },
          hybrid,
          rulesOfAll,
          registration === 'static' ? basic : most,
        ),
      ),
      ...implicitTypes.map((responseType) =>
        plan(
          responseType,
          { registration, responseType },
          implicit,
          rulesOfAll,
          registration === 'static' ? basic : most,
        ),
      ),
    ]),
    ...each((registration) =>
      ['code', ...hybridTypes, ...implicitTypes].map((responseType) =>
        plan(`${responseType} by form_post`, { registration, responseType, ...posted }, formPost, most),
      ),
    ),
    plan('dynamic', { registration: 'dynamic', ...code, authMethod: 'private_key_jwt' }, dynamic),
    plan('third-party login', { registration: 'dynamic', ...code }, thirdPartyLogin),
    plan('RP-initiated logout', { registration: 'dynamic', ...code }, rpInitiatedLogout),
    plan('back-channel logout', { registration: 'dynamic', ...code }, backChannelLogout),
    plan('front-channel logout', { registration: 'dynamic', ...code }, frontChannelLogout),
  ]
}
