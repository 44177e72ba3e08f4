/** `sightglass hash-password`: the PHC string that the authorization server stores for a password. */
import { demoUsers } from '@sightglass/server/development'
import { createPasswordHasher } from '@sightglass/server/people/password'
import { UsageError } from './demo/failure.ts'
import { readSecret } from './secret-input.ts'

export interface HashFlags {
  readonly password?: string
  readonly all?: true
}

const WARNING =
  'hash-password: a password on the command line stands in the history of your shell and, while this runs, in the list of processes; leave --password out to be asked for it, or pipe it in\n'

/**
 * Prints one hash, or with `--all` a name and a hash a line for the demo accounts; resolves to the exit code.
 * @throws {UsageError} where there is no password that could be hashed.
 */
export async function hashPassword({ password, all }: HashFlags): Promise<number> {
  const hasher = createPasswordHasher()
  if (all === true) {
    if (password !== undefined) throw new UsageError('--all and --password exclude each other')
    for (const user of demoUsers) process.stdout.write(`${user.username}\t${await hasher.hash(user.password)}\n`)
    return 0
  }
  if (password !== undefined) process.stderr.write(WARNING)
  const hash = await hasher.hash(usable(password ?? (await typed())))
  process.stdout.write(`${hash}\n`)
  return 0
}

async function typed(): Promise<string> {
  const first = await readSecret('Password')
  if (first !== undefined && process.stdin.isTTY && (await readSecret('Again')) !== first)
    throw new UsageError('the two passwords differ')
  return first ?? ''
}

/** As many as the server reads of a password. */
const MOST_BYTES = 1024

function usable(password: string): string {
  if (password === '') throw new UsageError('the password must not be empty')
  if (Buffer.byteLength(password.normalize('NFKC')) > MOST_BYTES)
    throw new UsageError(`the password must not be longer than ${MOST_BYTES} bytes`)
  return password
}
