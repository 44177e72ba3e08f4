/** What attackers do again and again: try something, and see whether it was refused. */
import type { Actor, Backstage, Person } from '../actor.ts'
import { type Answered, type Tokens, textOf, tokensIn } from '../by-hand.ts'
import type { Loot } from '../play.ts'

type Arrived = Awaited<ReturnType<Person['visit']>>

/** The tokens of an answer; `undefined` where it is a refusal. */
export const tokensOf = (answer: Answered): Tokens | undefined => (answer.status === 200 ? tokensIn(answer) : undefined)

/** What the attacker holds where the server did it. */
export const lootIf = (succeeded: boolean, loot: string): Loot | undefined => (succeeded ? { loot } : undefined)

/** As `Person.authorize`, where it may be refused: `undefined` where the person stands before an error. */
export async function authorized(person: Person, url: string | URL): Promise<URL | undefined> {
  const known = await person.signIn(await person.visit(url))
  if (known.left !== undefined) return known.left
  if (known.page.status >= 400) return undefined
  return (await person.press(known, 'consent-accept')).left
}

/** The code in the address that the browser was sent to, if it was sent there with one. */
export const codeAt = (left: URL | undefined): string | undefined => left?.searchParams.get('code') ?? undefined

/** Signs in to the demo application, consent asked for each time: as far as the address that leads back to it. */
export async function callbackOfDemo({ places }: Backstage, person: Person): Promise<URL> {
  const { left } = await person.press(await person.visit(`${places.client}/`), 'start-login', { consent: 'on' })
  return await person.authorize(left ?? places.auth)
}

/** Whether the browser stands on the page of somebody who is signed in to the demo application. */
export const isInSession = ({ page }: Arrived): boolean => page?.url.pathname === '/session' && page.status === 200

/** Posts JSON. */
export async function postJson(actor: Actor, url: string, body: object, token: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await actor.ask(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const told: unknown = await response.json()
  return { status: response.status, body: typeof told === 'object' && told !== null ? { ...told } : {} }
}

/** Of a registered client: its id, and where it can be deleted again. */
export const registeredIn = ({ body }: Answered) => ({
  clientId: textOf(body.client_id),
  uri: textOf(body.registration_client_uri),
  token: textOf(body.registration_access_token),
})
