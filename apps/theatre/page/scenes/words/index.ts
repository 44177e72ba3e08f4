/** The words of every scene: one that is missing does not compile. */
import type { SceneId } from '../../../programme/scenes.ts'
import { wrongRedirect, wrongSecret } from './failing.ts'
import { logout, lostAnswer, refresh, reuse, revocation } from './keep.ts'
import { device, encrypted, introspection, registration, service } from './machines.ts'
import { hybrid, implicit, password } from './of-old.ts'
import { code, openid } from './sign-in.ts'
import type { Bilingual } from './texts.ts'

export const sceneTexts: Readonly<Record<SceneId, Bilingual>> = {
  code,
  openid,
  service,
  device,
  introspection,
  encrypted,
  registration,
  refresh,
  reuse,
  'lost-answer': lostAnswer,
  revocation,
  logout,
  password,
  implicit,
  hybrid,
  'wrong-redirect': wrongRedirect,
  'wrong-secret': wrongSecret,
}
