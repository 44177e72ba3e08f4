/** The parameters of a message by where they stood, each with its value, a sentence and its paragraph. */
import type { Place, Shown } from '@sightglass/trace'
import { explainValues } from '@sightglass/ui/parameter-values'
import { explainParameter } from '@sightglass/ui/parameters'
import { Cite } from '../cite.tsx'
import { Gloss } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { readToken } from '../play/jwt.ts'
import { headersOf, type Staged } from '../play/play.ts'
import { TokenView } from '../tokens/token-view.tsx'
import { Marked } from '../values/marked.tsx'
import { spoken } from '../words.ts'
import { depth } from './depth.ts'
import { explainHeader } from './header-words.ts'
import { say } from './inspector-words.ts'
import './parameters.css'

interface OfMessage {
  readonly house: House
  readonly message: Staged
}

const places: readonly Place[] = ['query', 'fragment', 'body', 'header']

export function Parameters({ house, message }: OfMessage) {
  const all = [...message.parameters, ...headersOf(message)]
  const groups = places.map((place) => [place, all.filter((shown) => shown.in === place)] as const)
  const present = groups.filter(([, shown]) => shown.length > 0)
  if (present.length === 0) return <p class="hint">{say('nothing')}</p>
  return present.map(([place, shown]) => (
    <section key={place} class="place" data-place={place}>
      <h3>{say(place)}</h3>
      <p class="hint">{say(`${place}Means`)}</p>
      <dl class="named">
        {shown.map((one, index) => (
          // Names may come more than once.
          <Parameter key={`${one.name} ${index}`} house={house} message={message} shown={one} />
        ))}
      </dl>
    </section>
  ))
}

interface OfParameter extends OfMessage {
  readonly shown: Shown
}

function Parameter({ house, message, shown }: OfParameter) {
  const { name, value, masked } = shown
  // A box of a form is sent where it was ticked, and only then.
  const isBox = name.startsWith('scope.') && shown.in === 'body'
  return (
    <div data-parameter={name}>
      <dt>
        <code>{breakable(name)}</code>
      </dt>
      <dd class="value">
        {isBox ? say('ticked') : <Marked house={house} name={name} value={value} message={message} />}
        {masked === true && <span class="masked">{say('masked')}</span>}
      </dd>
      <Reason name={name} value={value} />
      {readToken(value) !== undefined && (
        <dd class="read">
          <details>
            <summary>{say('read')}</summary>
            <TokenView house={house} name={name} value={value} message={message} />
          </details>
        </dd>
      )}
    </div>
  )
}

/** What the parameter is for; and what its value says, where there is a closed list of values. */
function Reason({ name, value }: { readonly name: string; readonly value: string }) {
  const known = explainParameter(name, spoken()) ?? explainHeader(name)
  if (known === undefined) return name.startsWith('(') ? <dd class="reason">{say('unknown')}</dd> : null
  const text = [known.why, ...explainValues(name, value, spoken())].join(' ')
  const cite = <Cite cite={known.cite} />
  if (depth.value === 'specification')
    return (
      <dd class="reason">
        {cite} <Gloss text={text} />
      </dd>
    )
  return (
    <dd class="reason">
      <Gloss text={text} /> {cite}
    </dd>
  )
}

/** Long names break where their words do. */
const breakable = (name: string) =>
  name.split(/(?<=_)/).flatMap((word, index) => (index === 0 ? [word] : [<wbr key={word} />, word]))
