/** The people of scenes and attacks, by the names that the texts give them. Nobody signs in as them but the theatre. */
import { stageUsers } from '@sightglass/server/development'

export interface Account {
  readonly username: string
  readonly password: string
}

/**
 * With what somebody signs in.
 * @throws {Error} where nobody on stage is called so
 */
export function accountOf(name: string): Account {
  const account = stageUsers.find(({ claims }) => claims.preferred_username === name)
  if (account === undefined) throw new Error(`nobody on stage is called ${name}`)
  const { username, password } = account
  return { username, password }
}
