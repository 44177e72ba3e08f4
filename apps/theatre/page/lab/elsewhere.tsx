/** Whom it befell, and where it is written down. */
import type { AttackEntry, Rival } from '../../programme/attacks.ts'
import { Cite } from '../cite.tsx'
import { say } from './words/frame.ts'

export function Elsewhere({ entry: { rivals, cites } }: { readonly entry: AttackEntry }) {
  return (
    <>
      <h3>{say('elsewhere')}</h3>
      <p>{say(rivals.length > 0 ? 'elsewhereLead' : 'elsewhereNone')}</p>
      {rivals.length > 0 && (
        <ul class="rivals">
          {rivals.map((rival) => (
            <li key={rival[1]}>
              {rival[0]}: <Report rival={rival} />
            </li>
          ))}
        </ul>
      )}
      <p class="cites">
        {rivals.length > 0 && <span>{say('read')}</span>}
        {cites.map((cite) => (
          <Cite key={cite} cite={cite} />
        ))}
      </p>
    </>
  )
}

const Report = ({ rival: [, report] }: { readonly rival: Rival }) => (
  <a href={addressOf(report)} rel="noreferrer" target="_blank">
    {report}
  </a>
)

const addressOf = (report: string): string =>
  report.startsWith('GHSA-') ? `https://github.com/advisories/${report}` : `https://www.cve.org/CVERecord?id=${report}`
