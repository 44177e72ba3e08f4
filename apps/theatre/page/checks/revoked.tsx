/** What a refusal follows from, and what follows from it, where a grant was revoked. */
import type { House } from '../house.ts'
import type { Staged } from '../play/play.ts'
import { Going } from './going.tsx'
import { say } from './words.ts'

interface OfHouse {
  readonly house: House
}

/** That the grant is gone since another message. */
export const Revoked = ({ house, by }: OfHouse & { readonly by: Staged }) => (
  <>
    {' '}
    {say('revokedAt')}{' '}
    <Going house={house} message={by}>
      {say('atMessage', { number: by.number })}
    </Going>
    .
  </>
)

/** What was refused for it later. */
export const Later = ({ house, message }: OfHouse & { readonly message: Staged }) => (
  <>
    {' '}
    {say('later')}{' '}
    <Going house={house} message={message}>
      {say('atMessage', { number: message.number })}
    </Going>
    .
  </>
)
