/** The run of a chapter: starts it, and leads to the messages to watch for. */
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { hasKeys } from '../keys.tsx'
import { showStage } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { RunButton } from '../runs/run-button.tsx'
import { isTold } from '../runs/told.ts'
import { spoken } from '../words.ts'
import type { Chapter } from './chapter.ts'
import { say } from './lesson-words.ts'
import { placesOf, runOf } from './pointers.ts'

interface OfRun {
  readonly house: House
  readonly chapter: Chapter
}

export function RunOfChapter({ house, chapter }: OfRun) {
  const shown = runOf(house, chapter)
  const words = {
    button: say(shown === undefined ? 'see' : 'again'),
    running: say('running'),
    status: shown === undefined ? '' : onStageWords(house, shown),
    failed: (why: string) => say('failed', { why }),
  }
  return (
    <section class="lesson-run">
      <RunButton house={house} request={{ play: chapter.play, where: 'live' }} words={words} look="primary" />
      <h3>{say('watch')}</h3>
      <ol class="lesson-watch">
        {chapter.watch.map((kind) => (
          <Pointer key={kind} house={house} chapter={chapter} kind={kind} />
        ))}
      </ol>
    </section>
  )
}

function onStageWords(house: House, run: RunResult): string {
  const stopped = run.outcome === 'stopped' && isTold(house, run) ? `${say('stopped')} ` : ''
  return stopped + say(hasKeys.value ? 'onStage' : 'onStageTouch')
}

function Pointer({ house, chapter, kind }: OfRun & { readonly kind: string }) {
  const places = runOf(house, chapter) === undefined ? [] : placesOf(house, chapter, kind)
  const { index } = house.player
  const nth = places.indexOf(index.value)
  const show = (): void => {
    house.player.playing.value = false
    house.player.to(places[(nth + 1) % places.length] ?? 0)
    showStage()
  }
  return (
    <li data-watch={kind} class={nth < 0 ? '' : 'here'}>
      <span>
        <Prose text={chapter.words[spoken()].watch[kind] ?? ''} />
      </span>
      {places.length > 0 && (
        <button class="button quiet" type="button" onClick={show} aria-pressed={nth >= 0}>
          {places.length === 1 ? say('show') : say('showNth', { nth: nth < 0 ? 1 : nth + 1, count: places.length })}
        </button>
      )}
    </li>
  )
}
