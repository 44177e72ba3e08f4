/** Management tokens: one a line, with the name of who has it in front where the audit lines are to tell it. */
import { sameSecret, tokenHash } from '../secrets.ts'

export interface ManagementToken {
  /** As the audit lines call whoever presents it. */
  readonly actor: string
  readonly hash: string
}

const LEAST_TOKEN_CHARACTERS = 32
const LINE = /^(?:([\w.@-]{1,64})\s+)?([\w\-.~+/]+=*)$/

/**
 * The tokens in the lines; empty ones and those that begin with `#` are passed over.
 * @throws {Error} naming the line, and nothing of what stands there
 */
export function parseManagementTokens(text: string): readonly ManagementToken[] {
  return tokensIn(text).map(({ name, token }) => {
    const hash = tokenHash(token)
    return { actor: name ?? `token ${hash.slice(0, 8)}`, hash }
  })
}

/**
 * The first token in the lines: for who presents one.
 * @throws {Error} as `parseManagementTokens`
 */
export const firstManagementToken = (text: string): string => tokensIn(text)[0].token

interface NamedToken {
  readonly name: string | undefined
  readonly token: string
}

function tokensIn(text: string): readonly [NamedToken, ...NamedToken[]] {
  const [first, ...others] = text.split('\n').flatMap((whole, n) => {
    const line = whole.trim()
    return line === '' || line.startsWith('#') ? [] : [tokenIn(line, n + 1)]
  })
  if (first === undefined) throw new Error('there must be a management token')
  return [first, ...others]
}

function tokenIn(line: string, number: number): NamedToken {
  const [, name, token = ''] = LINE.exec(line) ?? []
  if (token.length < LEAST_TOKEN_CHARACTERS)
    throw new Error(
      `line ${number} must be a token of at least ${LEAST_TOKEN_CHARACTERS} letters, digits and -._~+/, with or without a name in front`,
    )
  return { name, token }
}

/** Whose token it is; every one is compared, in equal time. */
export function actorOf(tokens: readonly ManagementToken[], presented: string): string | undefined {
  const hash = tokenHash(presented)
  return tokens.filter((token) => sameSecret(token.hash, hash))[0]?.actor
}
