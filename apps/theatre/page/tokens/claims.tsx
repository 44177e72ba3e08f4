/** The members of a token, each with what it means and the paragraph that says so. */
import { hrefOf, wordsOf } from '@sightglass/spec/specs'
import { explainValues } from '@sightglass/ui/parameter-values'
import { explainParameter } from '@sightglass/ui/parameters'
import type { House } from '../house.ts'
import { momentOf } from '../moments.ts'
import type { Claims } from '../play/jwt.ts'
import type { Staged } from '../play/play.ts'
import { Lighter } from '../values/marked.tsx'
import { valuesIn } from '../values/values.ts'
import { spoken } from '../words.ts'
import './claims.css'

interface OfClaims {
  readonly house: House
  readonly message: Staged
  /** The parameter that the token stood in. */
  readonly name: string
  readonly members: Claims
  /** In a token some names mean more than in a message, in an encrypted one something else again. */
  readonly meaning: 'claim' | 'jwe'
}

export function ClaimList({ house, message, name, members, meaning }: OfClaims) {
  const play = house.play.value
  const here = play === undefined ? [] : valuesIn(play, message)
  return (
    <dl class="claims">
      {Object.entries(members).map(([claim, value]) => (
        <div key={claim} class="claim" data-claim={claim}>
          <dt>
            <code>{claim}</code>
          </dt>
          <dd class="claim-value">
            {here
              .filter((one) => one.name === `${name} ${claim}`)
              .map((one) => (
                <Lighter key={one.id} value={one} />
              ))}
            <code>{wordsOfClaim(claim, value)}</code>
          </dd>
          <Meaning claim={claim} value={value} meaning={meaning} />
        </div>
      ))}
    </dl>
  )
}

function Meaning({
  claim,
  value,
  meaning,
}: Pick<OfClaims, 'meaning'> & { readonly claim: string; readonly value: unknown }) {
  const known = explainParameter(`${meaning}.${claim}`, spoken()) ?? explainParameter(claim, spoken())
  if (known === undefined) return null
  const says = typeof value === 'string' ? explainValues(claim, value, spoken()) : []
  return (
    <dd class="claim-meaning">
      {[known.why, ...says].join(' ')}{' '}
      <a href={hrefOf(known.cite)} rel="noreferrer" target="_blank">
        {wordsOf(known.cite)}
      </a>
    </dd>
  )
}

const TIMES = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])

/** What a claim says, as text; a time is told in the time of whoever reads too. */
export function wordsOfClaim(name: string, value: unknown): string {
  if (TIMES.has(name) && typeof value === 'number') return `${value} (${momentOf(value)})`
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
