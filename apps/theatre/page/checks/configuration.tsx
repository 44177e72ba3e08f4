/** What to change in the registration of one's own client. */
import { sayCaution } from './caution-words.ts'
import type { Configuration } from './configuration.ts'
import { say } from './words.ts'

export function ConfigurationLines({ configuration }: { readonly configuration: Configuration }) {
  const { of, lines, command, caution } = configuration
  const where = of === 'resource' ? 'ofResource' : caution === 'newClient' ? 'ofClients' : 'ofClient'
  return (
    <section class="configuration">
      <h4>{say('own')}</h4>
      <p>{sayCaution(caution)}</p>
      <p class="hint">{say(where)}</p>
      <pre data-configuration="file">
        <code>{lines.join('\n')}</code>
      </pre>
      <p class="hint">{say('running')}</p>
      <pre data-configuration="command">
        <code>{command}</code>
      </pre>
    </section>
  )
}
