/** People: made, told, changed, shut out, given another password. */
import { PASSWORD_LEAST_CHARACTERS, PASSWORD_MOST_BYTES } from '@sightglass/spec/account'
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import { canonicalUsername, type User, type UserClaims } from '../people/user.ts'
import type { Managed } from './managed.ts'
import { merged } from './merge.ts'
import { listOf, type Operation, operation, pageOf, pageQuery, told } from './operation.ts'
import { endSessionsOf } from './sessions.ts'

const address = z.strictObject({
  formatted: z.string().optional(),
  street_address: z.string().optional(),
  locality: z.string().optional(),
  region: z.string().optional(),
  postal_code: z.string().optional(),
  country: z.string().optional(),
})

const text = z.string().max(1000).optional()
const claimShape = {
  ...{ name: text, given_name: text, family_name: text, middle_name: text, nickname: text },
  ...{ preferred_username: text, profile: text, picture: text, website: text, email: text },
  email_verified: z.boolean().optional(),
  ...{ gender: text, birthdate: text, zoneinfo: text, locale: text, phone_number: text },
  phone_number_verified: z.boolean().optional(),
  address: address.optional(),
  updated_at: z.number().optional(),
}
const claims = z
  .strictObject(claimShape)
  .meta({ description: 'Standard claims (OpenID Connect Core §5.1), without sub.' })
const claimPatch = z.strictObject(
  Object.fromEntries(Object.entries(claimShape).map(([name, type]) => [name, type.nullable().optional()])),
)

const password = z
  .string()
  .refine((typed) => [...typed.normalize('NFKC')].length >= PASSWORD_LEAST_CHARACTERS, {
    error: `must have at least ${PASSWORD_LEAST_CHARACTERS} characters`,
  })
  .refine((typed) => Buffer.byteLength(typed.normalize('NFKC')) <= PASSWORD_MOST_BYTES, {
    error: `must not be longer than ${PASSWORD_MOST_BYTES} bytes`,
  })

const username = z
  .string()
  .refine((typed) => canonicalUsername(typed) !== undefined, { error: 'cannot be a user name' })
const status = z.enum(['active', 'disabled'])

const userAnswer = z.object({
  sub: z.string(),
  username: z.string().optional(),
  status,
  created_at: z.number(),
  claims,
})

export function userOperations({ server }: Managed): readonly Operation[] {
  const { people } = server
  const tell = async ({ sub, status, createdAt, claims }: User): Promise<object> => {
    const username = await people.usernameOf(sub)
    return { sub, ...(username === undefined ? {} : { username }), status, created_at: createdAt, claims }
  }
  const read = async (sub: string): Promise<User> => {
    const user = await people.find(sub)
    check(rules.exists, user)
    return user
  }

  return [
    operation({
      id: 'listUsers',
      method: 'GET',
      path: '/users',
      summary: 'A page of the users, in the order of their sub; or the one of a user name',
      query: z.strictObject({ ...pageQuery, username: z.string().optional() }),
      answer: listOf(userAnswer),
      async run({ query }) {
        const { username } = query
        const one = username === undefined ? undefined : await people.findByUsername(username)
        const users = username === undefined ? await people.list(pageOf(query)) : one === undefined ? [] : [one]
        const { items, ...page } = told(
          users,
          query,
          ({ sub }) => sub,
          (user) => user,
        )
        return { body: { items: await Promise.all(users.slice(0, items.length).map(tell)), ...page } }
      },
    }),
    operation({
      id: 'createUser',
      method: 'POST',
      path: '/users',
      summary: 'Adds a person',
      action: 'user.create',
      status: 201,
      body: z.strictObject({ username, password, claims: claims.default({}) }),
      answer: userAnswer,
      async run({ body, fault }) {
        const user = await people.create({ ...body, claims: claimsOf(body.claims) })
        if (user === undefined) fault('/username', 'must not be taken')
        check(rules.free, user)
        return { target: `user ${user.sub}`, body: await tell(user) }
      },
    }),
    operation({
      id: 'readUser',
      method: 'GET',
      path: '/users/{sub}',
      summary: 'One person',
      answer: userAnswer,
      run: async ({ key }) => ({ body: await tell(await read(key)) }),
    }),
    operation({
      id: 'changeUser',
      method: 'PATCH',
      path: '/users/{sub}',
      summary:
        'Changes the claims that the body names (null takes one away), or the status: disabled shuts a person out, and ends for good what was granted before',
      action: 'user.change',
      body: z.strictObject({ status: status.optional(), claims: claimPatch.optional() }),
      answer: userAnswer,
      async run({ key, body: { status, claims: patch } }) {
        const user = await read(key)
        if (patch !== undefined) await people.setClaims(key, claimsOf(merged(user.claims, patch)))
        if (status !== undefined) await people.setStatus(key, status)
        return { target: `user ${key}`, body: await tell(await read(key)) }
      },
    }),
    operation({
      id: 'setPassword',
      method: 'POST',
      path: '/users/{sub}/password',
      summary: 'Gives a person another password; whoever is signed in as them is so no more, unless told otherwise',
      action: 'user.password',
      status: 204,
      body: z.strictObject({ password, end_sessions: z.boolean().default(true) }),
      async run({ key, body }) {
        await read(key)
        await people.changePassword(key, body.password)
        // After the change: nobody comes back with the former password.
        if (body.end_sessions) await endSessionsOf(server, key)
        return { target: `user ${key}` }
      },
    }),
  ]
}

const claimsOf = (claimed: object): UserClaims => merged({}, claimed)
