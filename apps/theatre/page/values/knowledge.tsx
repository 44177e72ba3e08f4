/** Who knows which secret at this step, and what each is worth to a thief. */
import type { House } from '../house.ts'
import { colourOf, laneName, shortLaneName } from '../lanes.ts'
import type { Play } from '../play/play.ts'
import { kindName } from './kinds.ts'
import { journeysOf, type Value } from './values.ts'
import './knowledge.css'
import { type Cell, changesIn, type Known, type Knows, knowledgeAt } from './knowing.ts'
import { endingOf, say, thiefOf } from './knowledge-words.ts'
import { isLit, pickedValue } from './lit.ts'
import { nameOfValue } from './mark.tsx'
import { Lighter } from './marked.tsx'
import { isSelfContained } from './worth.ts'

/** A play may have thousands of tokens; nobody reads that many rows. */
const MOST_ROWS = 30
const MOST_STEPS = 40

export function Knowledge({ house }: { readonly house: House }) {
  const play = house.play.value
  if (play === undefined) return null
  const known = knowledgeAt(play, house.player.index.value)
  const rows = known.slice(-MOST_ROWS)
  return (
    <div class="knowledge">
      <h2 id="knowledge-title">{say('title')}</h2>
      <p class="hint">{say(rows.length === 0 ? 'none' : 'lede')}</p>
      <p class="unseen" role="status">
        {spokenChanges(changesIn(known))}
      </p>
      {rows.length > 0 && <Table house={house} play={play} rows={rows} />}
      {known.length > rows.length && <p class="hint">{say('earlier', { count: known.length - rows.length })}</p>}
    </div>
  )
}

interface OfTable {
  readonly house: House
  readonly play: Play
  readonly rows: readonly Known[]
}

function Table({ house, play, rows }: OfTable) {
  return (
    <table aria-labelledby="knowledge-title">
      <thead>
        <tr>
          {play.lanes.map((lane) => (
            <th key={lane} scope="col" data-party={colourOf[lane]}>
              <span aria-hidden="true">{shortLaneName(lane)}</span>
              <span class="unseen">{laneName(lane)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((row) => (
        <Secret key={row.value.id} house={house} play={play} row={row} />
      ))}
    </table>
  )
}

interface OfSecret {
  readonly house: House
  readonly play: Play
  readonly row: Known
}

function Secret({ house, play, row }: OfSecret) {
  const { value, cells, ended } = row
  const isOver = ended !== undefined && !isUnheard(play, row)
  const classes = ['secret', isOver && 'over', isLit(value.id) && 'lit'].filter(Boolean).join(' ')
  return (
    <tbody class={classes} data-secret={value.id}>
      <tr>
        <th scope="rowgroup" colSpan={cells.length}>
          <span class="secret-title">
            <Lighter value={{ ...value, name: '', as: 'itself' }} />
            <span class="secret-name">{kindName(value.kind)}</span>
          </span>
        </th>
      </tr>
      <tr>
        {cells.map((cell) => (
          <KnowsCell key={cell.lane} cell={cell} />
        ))}
      </tr>
      <tr class="secret-worth">
        <td colSpan={cells.length}>
          {worthOf(play, row)}
          {pickedValue.value === value.id && <Journey house={house} play={play} value={value} />}
        </td>
      </tr>
    </tbody>
  )
}

/** Full, half or empty. */
const signOf: Readonly<Record<Knows, string>> = {
  made: 'M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1ZM8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7Z',
  knows: 'M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1Z',
  saw: 'M8 1a7 7 0 1 0 0 14Z',
  not: '',
}

function KnowsCell({ cell: { lane, knows, fresh } }: { readonly cell: Cell }) {
  return (
    <td class={`knows ${knows}`} data-party={colourOf[lane]} data-knows={knows}>
      <svg class="knows-sign" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        <path d={signOf[knows]} />
      </svg>
      <span aria-hidden={knows === 'not' ? 'true' : undefined}>{say(knows)}</span>
      {knows === 'not' && <span class="unseen">{say('notLong', { party: laneName(lane) })}</span>}
      {fresh && <strong class="knows-fresh">{say('fresh')}</strong>}
    </td>
  )
}

function worthOf(play: Play, row: Known): string {
  const { value, ended } = row
  if (value.key === 'unread') return say('unread')
  if (ended === undefined) return say('thief', { words: thiefOf(isBareCode(play, value) ? 'codeBare' : value.kind) })
  return isUnheard(play, row)
    ? say('taken', { words: endingOf('revokedUnheard') })
    : say('over', { words: endingOf(ended.why) })
}

/** Taken back, though who only reads the token does not hear of it. */
const isUnheard = (play: Play, { value, ended }: Known): boolean =>
  ended?.why === 'revoked' && value.kind === 'access-token' && isSelfContained(play, value)

/** No challenge has come up in this play, so none protects its code. */
const isBareCode = (play: Play, { kind }: Value): boolean =>
  kind === 'code' && !journeysOf(play).values.some((value) => value.kind === 'verifier')

/** Takes the stage to the messages that carry it. */
function Journey({ house, play, value }: { readonly house: House; readonly play: Play; readonly value: Value }) {
  const carriers = journeysOf(play).carriers.get(value.id) ?? []
  return (
    <span class="journey">
      {say('travels')}{' '}
      {carriers.slice(0, MOST_STEPS).map(({ id, number }) => (
        <button key={id} type="button" class="journey-step" onClick={() => house.player.to(number - 1)}>
          {number}
        </button>
      ))}
      {carriers.length > MOST_STEPS && ` … ${carriers.at(-1)?.number}`}
    </span>
  )
}

/** What changed with this step, for those who listen. */
function spokenChanges(changed: readonly Known[]): string {
  const changes = changed.flatMap(({ value, cells, endsNow }) => [
    ...cells.filter(({ fresh }) => fresh).map(({ lane, knows }) => changeOf(knows, nameOfValue(value), laneName(lane))),
    ...(endsNow ? [say('changeEnded', { value: nameOfValue(value) })] : []),
  ])
  return changes.length === 0 ? '' : say('changed', { changes: changes.join(', ') })
}

function changeOf(knows: Knows, value: string, party: string): string {
  const key = knows === 'made' ? 'changeMade' : knows === 'saw' ? 'changeSaw' : 'changeKnows'
  return say(key, { value, party })
}
