/** Scenes in which a person signs in, and signs out. */
import { has, VisitFailure } from '@sightglass/visitor'
import type { Backstage, Person } from '../actor.ts'
import { call, expecting } from '../by-hand.ts'
import { signInToApp } from '../native-login.ts'
import type { Scene } from '../play.ts'

/** A native app without a secret gets a code, redeems it with its proof key, and calls an API. */
export const code: Scene = {
  id: 'code',
  async play(stage) {
    const app = stage.actor('client')
    const { accessToken } = await signInToApp(stage, app, stage.person('alice'), { prompt: 'consent' })
    expecting(await call(app, `${stage.places.resource}/protected`, accessToken), 200)
  },
}

type Arrived = Awaited<ReturnType<Person['visit']>>

/** Signs in to the demo application, as its start page has it; asks to be asked for consent, which is else remembered. */
async function signInToDemo({ places }: Backstage, person: Person): Promise<Arrived> {
  const start = await person.visit(`${places.client}/`)
  const away = await person.press(start, 'start-login', { consent: 'on' })
  return onScreen(await person.visit(await person.authorize(leaving(away))), 'who')
}

function leaving({ left, page }: Arrived): URL {
  if (left === undefined) throw new VisitFailure(`${page.url.origin} does not send the browser on`)
  return left
}

function onScreen(arrived: Arrived, id: string): Arrived {
  if (arrived.page === undefined || !has(arrived.page, id))
    throw new VisitFailure(`the browser does not come to the page that was expected`)
  return arrived
}

/** The demo application signs somebody in with OpenID Connect, and asks who that is. */
export const openid: Scene = {
  id: 'openid',
  async play(stage) {
    const person = stage.person('alice')
    const session = await signInToDemo(stage, person)
    onScreen(await person.press(session, 'userinfo'), 'who')
  },
}

/** Signing out of the authorization server, which tells every application of it. */
export const logout: Scene = {
  id: 'logout',
  async play(stage) {
    const person = stage.person('alice')
    const session = await signInToDemo(stage, person)
    const asked = await person.visit(leaving(await person.press(session, 'logout-everywhere')))
    const back = asked.page === undefined ? asked : await person.press(asked, 'logout-accept')
    await person.visit(leaving(back))
  },
}
