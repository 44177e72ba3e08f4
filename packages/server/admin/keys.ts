/** Signing keys: told, rotated, withdrawn. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import { signingAlgorithms } from '../keys/algorithms.ts'
import { MOST_KEYS_AN_ALGORITHM } from '../keys/key-rows.ts'
import type { KeyStatus } from '../keys/ring.ts'
import type { Managed } from './managed.ts'
import { type Operation, operation } from './operation.ts'

const alg = z.enum(signingAlgorithms)
const keysAnswer = z.object({
  items: z.array(
    z.object({
      kid: z.string(),
      alg,
      state: z.enum(['published', 'signing', 'retired', 'withdrawn', 'gone']),
      made_at: z.number(),
      signs_from: z.number(),
    }),
  ),
})

const tell = ({ kid, alg, state, madeAt, signsFrom }: KeyStatus): object => ({
  ...{ kid, alg, state },
  ...{ made_at: madeAt, signs_from: signsFrom },
})

export function keyOperations({ server: { keys } }: Managed): readonly Operation[] {
  const all = async () => ({ items: (await keys.states()).map(tell) })

  return [
    operation({
      id: 'listKeys',
      method: 'GET',
      path: '/keys',
      summary: 'Every signing key, and where it is in its life',
      answer: keysAnswer,
      run: async () => ({ body: await all() }),
    }),
    operation({
      id: 'rotateKeys',
      method: 'POST',
      path: '/keys/rotate',
      summary:
        'Publishes a new key of the algorithm, or of each there is, at once; it signs once verifiers had the time to see it',
      action: 'keys.rotate',
      body: z.strictObject({ alg: alg.optional() }),
      answer: keysAnswer,
      async run({ body: { alg }, fault }) {
        const present = (await keys.states()).filter(({ state }) => state !== 'withdrawn' && state !== 'gone')
        const full = signingAlgorithms.find(
          (name) =>
            (alg ?? name) === name && present.filter((key) => key.alg === name).length >= MOST_KEYS_AN_ALGORITHM,
        )
        if (full !== undefined) fault('/alg', `there are ${MOST_KEYS_AN_ALGORITHM} keys of ${full}`)
        check(rules.keyRoom, full === undefined)
        await keys.rotate(alg)
        return { target: `signing keys ${alg ?? 'of every algorithm'}`, body: await all() }
      },
    }),
    operation({
      id: 'withdrawKey',
      method: 'POST',
      path: '/keys/{kid}/withdraw',
      summary: 'For a key that others may have: what it signed counts no more, and another signs from now on',
      action: 'keys.withdraw',
      answer: keysAnswer,
      async run({ key }) {
        check(
          rules.exists,
          (await keys.states()).some(({ kid }) => kid === key),
        )
        await keys.withdraw(key)
        return { target: `signing key ${key}`, body: await all() }
      },
    }),
  ]
}
