/**
 * How many access tokens a second the resource server validates, beside `jwtVerify` of jose with the same demands:
 * `node bench/verify.ts`, pinned to one core where `taskset` is installed. Only the ratios of one run mean something.
 */
import { spawnSync } from 'node:child_process'
import { JwtValidator } from '@sightglass/resource'
import { TestIssuer } from '@sightglass/resource/fixtures/issuer'
import { createLocalJWKSet, exportJWK, jwtVerify } from 'jose'

const ROUNDS = 5
const ROUND_MS = 1000
const PARALLEL = 32
const TOKENS = 2000

type Operation = (token: string) => Promise<unknown>

async function rate(tokens: readonly string[], operation: Operation, milliseconds: number): Promise<number> {
  const start = performance.now()
  let count = 0
  const worker = async (): Promise<void> => {
    for (; performance.now() - start < milliseconds; count++) await operation(tokens[count % tokens.length] ?? '')
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return (count * 1000) / (performance.now() - start)
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

async function operations(issuer: TestIssuer): Promise<Readonly<Record<string, Operation>>> {
  const audience = 'https://api.example'
  const keys = issuer.keys.map(async ({ publicKey, kid, alg }) => ({ ...(await exportJWK(publicKey)), kid, alg }))
  const keySet = createLocalJWKSet({ keys: await Promise.all(keys) })
  const options = {
    issuer: issuer.issuer,
    audience,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
  }
  const ours = (remember: number): Operation => {
    const { issuer: name, fetch, clock } = issuer
    const validator = new JwtValidator({ issuer: name, audience, fetch, clock, remember })
    return (token) => validator.validateJwt(token)
  }
  return {
    'jose jwtVerify': (token) => jwtVerify(token, keySet, options),
    'validateJwt, nothing remembered': ours(0),
    'validateJwt, every token seen before': ours(TOKENS),
  }
}

/** In turns, so that whatever else the machine does hits all of them. */
async function compare(): Promise<void> {
  const issuer = await TestIssuer.create()
  issuer.now = Math.floor(Date.now() / 1000)
  const claims = { exp: issuer.now + 3600 }
  const tokens = await Promise.all(Array.from({ length: TOKENS }, () => issuer.sign({ claims })))
  const cases = Object.entries(await operations(issuer))
  const figures = new Map<string, number[]>(cases.map(([name]) => [name, []]))
  for (const [, operation] of cases) await rate(tokens, operation, ROUND_MS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, operation] of cases) figures.get(name)?.push(await rate(tokens, operation, ROUND_MS))
  }
  const floor = figures.get('jose jwtVerify') ?? []
  for (const [name, values] of figures) {
    const ratio = median(values.map((value, round) => value / (floor[round] ?? value)))
    const range = `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
    say(`${name}: ${Math.round(median(values))}/s (${range}), ${ratio.toFixed(2)} times jose`)
  }
}

/** True where another process, pinned, did the work. */
function ranPinned(): boolean {
  if (process.env.BENCH_PINNED !== undefined) return false
  const env = { ...process.env, BENCH_PINNED: '1' }
  const { error } = spawnSync('taskset', ['-c', '0', process.execPath, import.meta.filename], { env, stdio: 'inherit' })
  return error === undefined
}

if (!ranPinned()) await compare()
