/** The button that has something run, and how it stands with that: what it waits for and how far it is, or why it failed. */
import type { Wanted } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { askedAt, isUnderWay, underWayAt } from './asked.ts'
import { run } from './run.ts'
import './run-button.css'
import { defineWords } from '../words.ts'
import { Progress, underWayWords } from './under-way.tsx'

const say = defineWords({
  en: {
    unknown:
      'It was under way when this page was loaded anew. What came of it could not be found out. You can have it run again.',
  },
  de: {
    unknown:
      'Es war im Gang, als diese Seite neu geladen wurde. Was daraus wurde, ließ sich nicht herausfinden. Sie können es noch einmal ausführen.',
  },
})

/** What a room says of its runs. */
interface RunWords {
  readonly button: string
  /** On the button while it is under way, where that is another word. */
  readonly running?: string
  /** Beside it, while nothing is under way and nothing failed. */
  readonly status: string
  readonly failed: (why: string) => string
}

interface RunButtonProps {
  readonly house: House
  readonly request: Wanted
  readonly words: RunWords
  readonly look: 'primary' | 'quiet'
  /** There is something to do before. */
  readonly off?: boolean
}

/** It stands for itself in each place of the page: what is under way, or failed, is there again for whoever comes back. */
export function RunButton({ house, request, words, look, off = false }: RunButtonProps) {
  const { asked, route } = house
  const here = askedAt(asked.value, route.place.value, request.where)
  const underWay = here !== undefined && isUnderWay(here) ? here : undefined
  const failed = here?.state === 'failed' ? here : undefined
  const isOff = off || underWayAt(asked.value, route.place.value) !== undefined
  const status = `${request.where}-status`
  return (
    <div class="run">
      <button
        class={`button ${look}`}
        type="button"
        aria-disabled={isOff}
        aria-describedby={status}
        onClick={() => {
          if (!isOff) void run(house, request)
        }}
      >
        {underWay === undefined ? words.button : (words.running ?? words.button)}
      </button>
      <p class="hint" role="status" id={status}>
        {underWay !== undefined ? underWayWords(underWay) : failed === undefined ? words.status : ''}
      </p>
      {underWay !== undefined && (
        <div class="under-way">
          <Progress run={underWay} />
        </div>
      )}
      {failed !== undefined && (
        <p class="alert error" role="alert">
          {failed.why === undefined ? say('unknown') : words.failed(failed.why)}
        </p>
      )}
    </div>
  )
}
