/** What a password or a client secret turned out to be: one that was refused is another value than the right one. */
import type { Look } from '@sightglass/trace'
import type { Staged } from '../play/play.ts'

/** `wrong`: it proved nothing. `unread`: the receiver refused before it looked at it. */
export type Turned = 'wrong' | 'unread'

const hasFailed = (look: Look, rule: string): boolean => look.kind === 'check' && look.rule === rule && !look.held

/** Of the password that a message carries; `undefined` where nothing says that it was not right. */
export function turnedPassword({ looks }: Pick<Staged, 'looks'>): Turned | undefined {
  const isWrong = looks.some(
    (look) =>
      (look.kind === 'note' && look.note === 'login.failed') ||
      ['password.credentials', 'account.currentPassword'].some((rule) => hasFailed(look, rule)),
  )
  if (isWrong) return 'wrong'
  return looks.some((look) => ['login.notWaiting', 'login.capacity'].some((rule) => hasFailed(look, rule)))
    ? 'unread'
    : undefined
}

/** The same of a client secret: nobody has one that belongs to no client. */
export function turnedSecret({ looks }: Pick<Staged, 'looks'>): Turned | undefined {
  const own = looks.filter((look) => look.kind === 'check' && look.rule.startsWith('client.'))
  if (own.some((look) => ['client.secret', 'client.known'].some((rule) => hasFailed(look, rule)))) return 'wrong'
  const isProven = own.some((look) => look.kind === 'check' && look.rule === 'client.secret')
  return !isProven && own.some((look) => look.kind === 'check' && !look.held) ? 'unread' : undefined
}
