/** What a check expected and received, in rows. */
import { withClocks } from '../moments.ts'
import { NONE, type Seen } from './seen-values.ts'
import { say } from './words.ts'

export function SeenValues({ seen }: { readonly seen: Seen }) {
  if (typeof seen === 'string') return <p class="hint">{say(seen)}</p>
  if (seen.length === 0) return null
  return (
    <dl class="seen">
      {seen.map(([name, value]) => (
        <div key={name} data-seen={name}>
          <dt>{say(name)}</dt>
          <dd>{value === NONE ? say('nothing') : <code>{withClocks(value)}</code>}</dd>
        </div>
      ))}
    </dl>
  )
}
