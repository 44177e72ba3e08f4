/** The poster: lanes, all messages with what was checked, and how to read it. A table, so that each page repeats its head. */
import { titledSummary } from '../../headline.ts'
import { laneName } from '../../lanes.ts'
import { momentOf } from '../../moments.ts'
import { chaptersOf, chapterTitle } from '../../play/chapters.ts'
import { clientsInWords } from '../../play/clients.ts'
import type { Play } from '../../play/play.ts'
import { journeysOf } from '../../values/values.ts'
import { PosterLegend } from './legend.tsx'
import { say } from './poster-words.ts'
import { MessageRow } from './row.tsx'

/** Nobody hangs up more. */
const MOST_MESSAGES = 400

export function PosterSheet({ play }: { readonly play: Play }) {
  const messages = play.messages.slice(0, MOST_MESSAGES)
  return (
    <>
      <PosterHead play={play} />
      <table class="poster-flow">
        <thead>
          <tr>
            <th class="poster-number" scope="col">
              #
            </th>
            <th class="poster-lanes" scope="col" aria-label={say('lanes')}>
              <span class="poster-names">
                {play.lanes.map((lane) => (
                  <span key={lane}>{laneName(lane).replace(/(?<=\p{L})server/u, '\u00adserver')}</span>
                ))}
              </span>
            </th>
            <th scope="col">{say('message')}</th>
          </tr>
        </thead>
        {chaptersOf(messages).map(({ name, first, end }) => (
          <tbody key={first}>
            <tr class="poster-chapter">
              <th colSpan={3} scope="colgroup">
                {chapterTitle(name)}
              </th>
            </tr>
            {messages.slice(first, end).map((staged) => (
              <MessageRow key={staged.id} play={play} staged={staged} />
            ))}
          </tbody>
        ))}
      </table>
      {play.messages.length > MOST_MESSAGES && <p>{say('cut', { count: MOST_MESSAGES })}</p>}
      <PosterLegend values={journeysOf(play).values} />
    </>
  )
}

function PosterHead({ play }: { readonly play: Play }) {
  const { title, outcome } = titledSummary(play)
  const began = play.messages[0]?.at
  const time = began === undefined ? '' : momentOf(began)
  return (
    <header class="poster-head">
      <h1>
        {title} <code>{clientsInWords(play.flow)}</code>
      </h1>
      <p>{outcome}</p>
      <p class="poster-when">{say('seenAt', { time, count: play.messages.length })}</p>
    </header>
  )
}
