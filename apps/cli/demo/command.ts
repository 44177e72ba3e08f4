/** The command line of `sightglass demo`: flags to options, result to exit code (0 passed, 1 failed, 64 not understood). */
import { loadConfig } from '@sightglass/process/config'
import { partiesOf, sharedSettings } from '@sightglass/process/settings'
import { demoUsers } from '@sightglass/server/development'
import { VisitFailure } from '@sightglass/visitor'
import { addressOf } from '../address-flag.ts'
import { readSecret } from '../secret-input.ts'
import { UsageError } from './failure.ts'
import type { Account } from './flow.ts'
import { runDemo, writeResult } from './index.ts'
import { textTelling } from './report.ts'

export interface DemoFlags {
  readonly username?: string
  readonly all?: true
  readonly password?: string
  readonly passwordStdin?: true
  readonly output?: string
  readonly authUrl?: string
  readonly clientUrl?: string
  readonly resourceUrl?: string
}

/**
 * Resolves to the exit code.
 * @throws {UsageError} where the flags make no sense.
 */
export async function demo(flags: DemoFlags): Promise<number> {
  // Where `npm start` would put the servers with this environment.
  const places = partiesOf(await loadConfig({ schema: sharedSettings, app: 'start', argv: [] }))
  const urls = {
    client: addressOf('--client-url', flags.clientUrl ?? places.webUrl),
    auth: addressOf('--auth-url', flags.authUrl ?? places.issuer),
    resource: addressOf('--resource-url', flags.resourceUrl ?? places.resource),
  }
  const result = await runDemo({ urls, accounts: await accountsOf(flags), tell: textTelling() })
  if (flags.output !== undefined) {
    try {
      await writeResult(flags.output, result)
    } catch (reason) {
      if (!(reason instanceof VisitFailure)) throw reason
      process.stderr.write(`demo: ${reason.message}\n`)
      return 1
    }
  }
  return result.passed ? 0 : 1
}

async function accountsOf({ all, username, password, passwordStdin }: DemoFlags): Promise<Account[]> {
  if (all === true && username !== undefined) throw new UsageError('--all and --username exclude each other')
  if (password !== undefined && passwordStdin === true)
    throw new UsageError('--password and --password-stdin exclude each other')
  const given = passwordStdin === true ? await readSecret('Password') : password
  const names = all === true ? demoUsers.map((user) => user.username) : [username ?? 'alice']
  return names.map((name) => {
    const known = given ?? demoUsers.find((user) => user.username === name)?.password
    if (known === undefined) throw new UsageError(`${name} is no demo account: give its password with --password-stdin`)
    return { username: name, password: known }
  })
}
