/** People in the store: what a crash must not leave behind. */
import { type Fault, injectFaults } from '@sightglass/store/faults'
import { describe, expect, it } from 'vitest'
import { issuer, testClock } from '../../../test/authorization-server.ts'
import { openTestStore } from '../../../test/stores.ts'
import { systemRandom } from '../secrets.ts'
import { createDirectory } from './directory.ts'
import { createPasswordHasher } from './password.ts'
import { credentials, identifiers, users } from './user.ts'

const dora = { username: 'Dora', password: 'a-long-enough-password', claims: { name: 'Dora' } }

async function open() {
  const faults = injectFaults()
  const clock = testClock()
  const store = await openTestStore({ issuer, clock, faults })
  await store.declare([credentials, identifiers, users])
  return { faults, people: createDirectory({ store, hasher: createPasswordHasher(), clock, random: systemRandom }) }
}

describe('a new user', () => {
  it.each([0, 1, 2])('can be made again where the database went away after %i writes', async (writes) => {
    const { faults, people } = await open()
    faults.next(...Array<Fault>(writes).fill('none'), 'down')
    await people.create(dora).catch(() => undefined)
    await people.create(dora)
    expect(await people.authenticate('dora', dora.password)).toMatchObject({ claims: dora.claims })
  })

  it('is one of those who asked for the name at the same moment', async () => {
    const { people } = await open()
    const made = await Promise.all([people.create(dora), people.create({ ...dora, username: ' dORA ' })])
    expect(made.filter((user) => user !== undefined)).toHaveLength(1)
    expect(await people.authenticate('DORA', dora.password)).toEqual(made.find((user) => user !== undefined))
  })
})
