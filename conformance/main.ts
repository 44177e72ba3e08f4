/** `npm run conformance`: examines a provider, ours unless an issuer is named, and prints what it found. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { examineForeign, type ForeignConfig, readForeignConfig } from './foreign.ts'
import {
  behaviours,
  countsOf,
  examineOurs,
  type Finding,
  type Id,
  ids,
  isId,
  notOurs,
  reportOf,
  verdictsOf,
} from './index.ts'

const HELP = `Usage: npm run conformance -- [options]

Without an issuer our own server is started, examined and stopped.

  --issuer <address>            the provider to examine
  --config <file>               what a tester knows of it, in JSON (see conformance/README.md)
  --client <client_id>          a client of client_secret_basic that is registered there
  --client-secret-file <file>   its secret
  --username <name>             who signs in
  --password-file <file>        the password
  --require-all[=ids]           skips and warnings are failures, but for skips of these ids (separated by commas)
  --only <text>                 only what has this id, or this text in the name of its profile or behaviour
  --full                        everything in every profile, instead of everything at least once
  --slow                        wait as long as the rows about time say
  --list                        print the ids and what they mean
`

const options = {
  issuer: { type: 'string' },
  config: { type: 'string' },
  client: { type: 'string' },
  'client-secret-file': { type: 'string' },
  username: { type: 'string' },
  'password-file': { type: 'string' },
  'require-all': { type: 'string' },
  only: { type: 'string' },
  full: { type: 'boolean', default: false },
  slow: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** `--require-all` may stand alone, which `parseArgs` has no word for. */
const argv = process.argv.slice(2).map((argument) => (argument === '--require-all' ? '--require-all=' : argument))

const EX_USAGE = 64

function read() {
  try {
    return parseArgs({ args: argv, options }).values
  } catch (reason) {
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n\n${HELP}`)
    process.exit(EX_USAGE)
  }
}

const flags = read()

async function main(): Promise<void> {
  if (flags.help) return void process.stdout.write(HELP)
  if (flags.list) return void process.stdout.write(ids.map((id) => `${id.padEnd(5)} ${behaviours[id]}\n`).join(''))
  const findings = await found()
  const examined = flags.only === undefined ? ids : ids.filter((id) => findings.some((finding) => finding.id === id))
  const judgement = { requireAll: requiredOf(flags['require-all']) }
  const verdicts = verdictsOf(findings, examined)
  process.stdout.write(reportOf(verdicts, judgement))
  process.exitCode = countsOf(verdicts, judgement).failed > 0 ? 1 : 0
}

async function found(): Promise<readonly Finding[]> {
  const extent = { full: flags.full, matching: flags.only }
  const config = configOf()
  const { issuer } = config
  if (issuer === undefined) return await examineOurs({ slow: flags.slow, ...extent })
  return await examineForeign({ ...config, issuer }, flags.slow, extent)
}

function configOf(): ForeignConfig {
  const text = (file: string | undefined) => file && readFileSync(file, 'utf8').trim()
  const file = flags.config === undefined ? {} : readForeignConfig(flags.config)
  const [secret, password] = [text(flags['client-secret-file']), text(flags['password-file'])]
  return {
    ...file,
    ...(flags.issuer !== undefined && { issuer: flags.issuer }),
    ...(flags.username !== undefined && { username: flags.username }),
    ...(password !== undefined && { password }),
    ...(flags.client !== undefined && {
      clients: { client: { client_id: flags.client, client_secret: secret ?? '' } },
    }),
  }
}

/** Of our own server nothing may be skipped but what it does not offer. */
function requiredOf(given: string | undefined): readonly Id[] | undefined {
  if (given === undefined) return flags.issuer === undefined && flags.config === undefined ? notOurs : undefined
  const named = given.split(',').filter(Boolean)
  const unknown = named.find((id) => !isId(id))
  if (unknown !== undefined) throw new Error(`${unknown} is no id: --list prints them`)
  return named.length > 0 ? named.filter(isId) : notOurs
}

main().catch((reason: unknown) => {
  process.stderr.write(`conformance: ${reason instanceof Error ? reason.message : String(reason)}\n`)
  process.exitCode = 1
})
