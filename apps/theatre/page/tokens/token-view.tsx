/** A token decoded in place: what it says, whom it is for, how long it lives, and who verified its signature. */
import type { House } from '../house.ts'
import { laneName } from '../lanes.ts'
import { type Claims, numberIn, type ReadToken, readToken, textIn, textsIn } from '../play/jwt.ts'
import type { Play, Staged } from '../play/play.ts'
import { Lighter } from '../values/marked.tsx'
import { type Travelling, valuesIn } from '../values/values.ts'
import { addresseesOf } from './audience.ts'
import { ClaimList } from './claims.tsx'
import { useClock } from './clock.ts'
import { leftOf } from './lifetime.ts'
import { type OfToken, Opaque, Opened, Signature } from './said.tsx'
import { say } from './token-words.ts'
import './token-view.css'

export function TokenView({ house, name, value, message }: OfToken) {
  const play = house.play.value
  if (play === undefined) return null
  const token = readToken(value)
  const own = valuesIn(play, message).find((one) => one.name === name && one.as === 'itself')
  return (
    <div class={token?.claims === undefined ? 'token sealed' : 'token'} data-token={own?.id}>
      <Title token={token} own={own} />
      {token === undefined ? (
        own !== undefined && <Opaque house={house} play={play} own={own} />
      ) : (
        <Readable house={house} play={play} name={name} message={message} token={token} own={own} />
      )}
    </div>
  )
}

interface OfTitle {
  readonly token: ReadToken | undefined
  readonly own: Travelling | undefined
}

function Title({ token, own }: OfTitle) {
  const told = token === undefined ? 'opaque' : token.claims === undefined ? 'sealed' : 'decoded'
  return (
    <p class="token-title">
      {own !== undefined && <Lighter value={own} />}
      {token !== undefined && token.scheme !== '' && <code>{token.scheme}</code>}
      <strong>{say(told)}</strong>
    </p>
  )
}

interface OfReadable {
  readonly house: House
  readonly play: Play
  readonly name: string
  readonly message: Staged
  readonly token: ReadToken
  readonly own: Travelling | undefined
}

function Readable({ house, play, name, message, token, own }: OfReadable) {
  const { header, claims } = token
  const meaning = claims === undefined ? 'jwe' : 'claim'
  return (
    <>
      {claims !== undefined && <Gist house={house} play={play} claims={claims} at={message.at} />}
      {own !== undefined && claims !== undefined && <Signature house={house} play={play} own={own} />}
      <p class="token-part">{say('header')}</p>
      <ClaimList house={house} message={message} name={name} members={header} meaning={meaning} />
      {claims === undefined ? (
        <Sealed house={house} play={play} header={header} own={own} message={message} name={name} />
      ) : (
        <>
          <p class="token-part">{say('claims')}</p>
          <ClaimList house={house} message={message} name={name} members={claims} meaning="claim" />
        </>
      )}
    </>
  )
}

interface OfGist {
  readonly house: House
  readonly play: Play
  readonly claims: Claims
  readonly at: number
}

/** The three questions that everybody asks of a token. */
function Gist({ house, play, claims, at }: OfGist) {
  const now = useClock()
  const [exp, scope] = [numberIn(claims, 'exp'), textIn(claims, 'scope')]
  const audience = addresseesOf(play, textsIn(claims, 'aud'), {
    issuer: textIn(claims, 'iss'),
    servers: house.boot.feeds,
  })
  return (
    <ul class="token-gist">
      {exp !== undefined && (
        <li>
          {say('atMessage', { left: leftOf(exp, at) })}{' '}
          <span class="token-now">{say('atNow', { left: leftOf(exp, now) })}</span>
        </li>
      )}
      {audience.map(({ name, who }) => (
        <li key={name}>
          {who === undefined ? say('forUnknown', { name }) : say('forParty', { name, party: laneName(who) })}
        </li>
      ))}
      {scope !== undefined && <li>{say('scopes', { scopes: scope.split(' ').join(', ') })}</li>}
    </ul>
  )
}

interface OfSealed extends Omit<OfReadable, 'token'> {
  readonly header: Claims
}

/** Shut for everybody on the way; opened where its recipient opened it. */
function Sealed({ house, play, header, own }: OfSealed) {
  const kid = textIn(header, 'kid')
  return (
    <>
      <p class="hint">{kid === undefined ? say('sealedBy') : say('sealedByKey', { kid })}</p>
      {own !== undefined && <Opened house={house} play={play} own={own} view={TokenView} />}
    </>
  )
}
