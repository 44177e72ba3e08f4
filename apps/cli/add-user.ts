/** `sightglass add-user`: adds a person to the authorization server's database, beside whatever servers run on it. */
import { openServer, readConfig } from '@sightglass/auth/open'
import { UsageError } from './demo/failure.ts'
import { readSecret } from './secret-input.ts'

export interface AddUserFlags {
  readonly username: string
  readonly name?: string
  readonly email?: string
}

const LEAST_CHARACTERS = 8

/**
 * Asks for the password (or reads it from standard input) and adds the user; resolves to the exit code. Database, issuer and
 * keys come from the environment, as the server's own do.
 * @throws {UsageError} where the name is taken or the password too short
 */
export async function addUser({ username, name, email }: AddUserFlags): Promise<number> {
  const config = await readConfig([])
  const password = (await readSecret(`Password of ${username}`)) ?? ''
  if (password.length < LEAST_CHARACTERS)
    throw new UsageError(`the password must have at least ${LEAST_CHARACTERS} characters`)
  const { server, store } = await openServer(config)
  try {
    const claims = {
      preferred_username: username,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
    }
    const user = await server.people.create({ username, password, claims })
    if (user === undefined) throw new UsageError(`the user name ${username} is taken`)
    process.stdout.write(`${user.sub}\n`)
    return 0
  } finally {
    await store.close()
  }
}
