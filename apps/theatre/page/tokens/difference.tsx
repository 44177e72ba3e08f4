/** Two tokens side by side, claim by claim, in words. */
import { Mark, nameOfValue } from '../values/mark.tsx'
import { defineWords } from '../words.ts'
import './claims.css'
import { wordsOfClaim } from './claims.tsx'
import { type Difference, differencesOf } from './compare.ts'
import './difference.css'
import type { Held } from './held.ts'
import { spanOf } from './lifetime.ts'
import './token-view.css'

const say = defineWords({
  en: {
    title: 'From {before} to {after}',
    same: 'the same',
    changed: 'changed',
    later: '{span} later',
    earlier: '{span} earlier',
    added: 'new here',
    gone: 'gone',
    sameOnes: 'The same in both: {claims}.',
    was: 'was',
    is: 'is',
    jti: 'another name: it is another token, and each can be told apart.',
    exp: 'a refresh does not lengthen the life of the old token; the new one has its own.',
    iat: 'it was made at another time.',
    sub: 'it is about somebody else.',
    scope: 'it allows something else.',
    aud: 'it is for somebody else.',
    at_hash: 'it belongs to another access token.',
    nonce: 'it was made for another login, or for none that a browser began.',
    auth_time: 'the person signed in at another time.',
  },
  de: {
    title: 'Von {before} zu {after}',
    same: 'gleich',
    changed: 'anders',
    later: '{span} später',
    earlier: '{span} früher',
    added: 'neu hier',
    gone: 'fehlt',
    sameOnes: 'In beiden gleich: {claims}.',
    was: 'vorher',
    is: 'jetzt',
    jti: 'ein anderer Name: Es ist ein anderes Token, und beide lassen sich unterscheiden.',
    exp: 'Erneuern verlängert das alte Token nicht; das neue hat seine eigene Zeit.',
    iat: 'Es wurde zu einer anderen Zeit gemacht.',
    sub: 'Es handelt von jemand anderem.',
    scope: 'Es erlaubt etwas anderes.',
    aud: 'Es ist für jemand anderen.',
    at_hash: 'Es gehört zu einem anderen Access-Token.',
    nonce: 'Es wurde für eine andere Anmeldung gemacht, oder für keine, die ein Browser begann.',
    auth_time: 'Die Person hat sich zu einer anderen Zeit angemeldet.',
  },
})

const explained = ['jti', 'exp', 'iat', 'sub', 'scope', 'aud', 'at_hash', 'nonce', 'auth_time'] as const
type Explained = (typeof explained)[number]
const isExplained = (claim: string): claim is Explained => (explained as readonly string[]).includes(claim)

export function DifferenceView({ before, after }: { readonly before: Held; readonly after: Held }) {
  const told = differencesOf(before.token?.claims ?? {}, after.token?.claims ?? {})
  const same = told.filter(({ change }) => change === 'same').map(({ claim }) => claim)
  return (
    <div class="token-difference" data-difference={`${before.value.id} ${after.value.id}`}>
      <p class="token-part">
        <Mark value={before.value} /> <Mark value={after.value} />{' '}
        {say('title', { before: nameOfValue(before.value), after: nameOfValue(after.value) })}
      </p>
      <dl class="claims">
        {told
          .filter(({ change }) => change !== 'same')
          .map((one) => (
            <DifferenceRow key={one.claim} difference={one} />
          ))}
      </dl>
      {same.length > 0 && <p class="hint">{say('sameOnes', { claims: same.join(', ') })}</p>}
    </div>
  )
}

function DifferenceRow({ difference }: { readonly difference: Difference }) {
  const { claim, change, before, after, seconds } = difference
  return (
    <div class="claim" data-claim={claim} data-change={change}>
      <dt>
        <code>{claim}</code>
      </dt>
      <dd class="claim-value">
        <strong>{say(change, { span: spanOf(seconds ?? 0) })}</strong>
        {before !== undefined && (
          <span>
            {say('was')} <code>{wordsOfClaim(claim, before)}</code>
          </span>
        )}
        {after !== undefined && (
          <span>
            {say('is')} <code>{wordsOfClaim(claim, after)}</code>
          </span>
        )}
      </dd>
      {isExplained(claim) && change !== 'added' && change !== 'gone' && <dd class="claim-meaning">{say(claim)}</dd>}
    </div>
  )
}
