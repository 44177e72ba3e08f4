/** How to read the poster: its lines, its signs, the values that travel in it. */
import type { Value } from '../../values/values.ts'
import { type Manner, Stroke } from './arrow.tsx'
import { say } from './poster-words.ts'
import { Sign } from './sign.tsx'

const lines: readonly (readonly [manner: Manner, open: boolean, word: 'front' | 'back' | 'aside' | 'answer'])[] = [
  ['front', false, 'front'],
  ['back', false, 'back'],
  ['front', true, 'answer'],
  ['aside', false, 'aside'],
]

export const PosterLegend = ({ values }: { readonly values: readonly Value[] }) => (
  <footer class="poster-legend">
    <h2>{say('legend')}</h2>
    <ul>
      {lines.map(([manner, open, word]) => (
        <li key={word}>
          <svg class="poster-sample" viewBox="0 0 80 24" aria-hidden="true">
            <Stroke from={4} to={74} manner={manner} open={open} />
          </svg>
          {say(word)}
        </li>
      ))}
      <li>
        <span class="poster-sample">✓ ✗</span> {say('check')}
      </li>
    </ul>
    {values.length > 0 && (
      <>
        <p>{say('values')}</p>
        <p class="poster-values">
          {values.map((value) => (
            <Sign key={value.id} value={value} />
          ))}
        </p>
      </>
    )}
    <p class="poster-made">{say('made')}</p>
  </footer>
)
