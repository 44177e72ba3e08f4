/** An Express application that signs people in by passport-openidconnect, unchanged: no PKCE, its secret in the body, as older clients have it. */
import express, { type Express, type RequestHandler } from 'express'
import session from 'express-session'
import passport from 'passport'
import OpenIDConnectStrategy, { type Profile, type VerifyCallback } from 'passport-openidconnect'
import { expect, it } from 'vitest'
import { walk, webSecret } from '../authorization-server.ts'
import { addClient } from '../lifecycle.ts'
import { listening } from '../listening.ts'
import { type LoopbackServer, openLoopbackServer } from '../loopback-server.ts'
import { openTestStore } from '../stores.ts'
import { UserAgent } from '../user-agent.ts'

interface Settings {
  readonly issuer: string
  readonly clientId: string
  readonly origin: string
}

/** As its documentation has it: a session, the strategy, one path that begins and one that is come back to. */
function application({ issuer, clientId, origin }: Settings): Express {
  const authenticator = new passport.Passport()
  authenticator.use(
    'oidc',
    new OpenIDConnectStrategy(
      {
        ...{ issuer, authorizationURL: `${issuer}/oauth2/authorize`, tokenURL: `${issuer}/oauth2/token` },
        ...{ userInfoURL: `${issuer}/oauth2/userinfo`, clientID: clientId, clientSecret: webSecret },
        ...{ callbackURL: `${origin}/callback`, scope: 'profile email', skipUserProfile: false, nonce: 'true' },
      },
      (signedInBy: string, { id, displayName, emails }: Profile, done: VerifyCallback) =>
        done(null, { signedInBy, id, name: displayName, email: emails?.[0]?.value }),
    ),
  )
  authenticator.serializeUser((user, done) => done(null, user))
  authenticator.deserializeUser((user: Express.User, done) => done(null, user))
  const authenticate: RequestHandler = authenticator.authenticate('oidc')
  const app = express()
  app.use(session({ secret: 'of the application', resave: false, saveUninitialized: false }))
  app.use(authenticator.session())
  app.get('/login', authenticate)
  app.get('/callback', authenticate, (request, response) => void response.json(request.user))
  app.get('/', (request, response) => void response.json(request.user ?? null))
  return app
}

interface Opened extends LoopbackServer {
  readonly origin: string
  readonly clientId: string
  /** One person: the browser at the application, and the one at the server. */
  readonly atApplication: UserAgent
  readonly atServer: UserAgent
}

async function opened(pkceRequired = false): Promise<Opened> {
  const served = await openLoopbackServer(openTestStore)
  let app: Express | undefined
  const origin = await listening((request, response) => void app?.(request, response))
  const { clientId } = await addClient(served.server, 'demo-web', {
    ...{ tokenEndpointAuthMethod: 'client_secret_post', redirectUris: [`${origin}/callback`] },
    policy: { pkceRequired },
  })
  app = application({ issuer: served.issuer, clientId, origin })
  const browser = (at: string) => new UserAgent(at, (request) => fetch(request))
  return { ...served, origin, clientId, atApplication: browser(origin), atServer: browser(served.issuer) }
}

it('signs a person in, and reads the profile', async () => {
  const { issuer, origin, atApplication, atServer } = await opened()
  const { left: asked } = await atApplication.visit(`${origin}/login`)
  expect(asked?.searchParams.has('code_challenge')).toBe(false)
  const { left: answered } = await walk(atServer, asked?.href ?? '')
  const { page } = await atApplication.visit(answered?.href ?? '')
  const alice = { signedInBy: issuer, id: expect.any(String), name: 'Alice Liddell', email: 'alice@example.com' }
  expect(JSON.parse(page?.html ?? '')).toEqual(alice)
  const { page: again } = await atApplication.visit(`${origin}/`)
  expect(JSON.parse(again?.html ?? '')).toEqual(alice)
})

it('does not take an answer that another browser asked for, and the code is lost on nobody', async () => {
  const { origin, atApplication, atServer } = await opened()
  const { left: asked } = await atApplication.visit(`${origin}/login`)
  const { left: answered } = await walk(atServer, asked?.href ?? '')
  const victim = new UserAgent(origin, (request) => fetch(request))
  expect((await victim.visit(answered?.href ?? '')).page?.status).toBe(403)
  expect((await atApplication.visit(answered?.href ?? '')).page?.status).toBe(200)
})

it('hears that a challenge is needed where its operator has not relaxed that', async () => {
  const { origin, atApplication, atServer } = await opened(true)
  const { left: asked } = await atApplication.visit(`${origin}/login`)
  const { left: answered } = await walk(atServer, asked?.href ?? '')
  expect(answered?.searchParams.get('error')).toBe('invalid_request')
  expect((await atApplication.visit(answered?.href ?? '')).page?.status).toBe(500)
})
