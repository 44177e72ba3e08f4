/** The run of a chapter: starts it, and leads to the messages to watch for. */
import { useSignal } from '@preact/signals'
import type { House } from '../house.ts'
import { hasKeys } from '../keys.tsx'
import { showStage } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { run as runPlay } from '../runs/run.ts'
import { ProgressOf, underWayWords } from '../runs/under-way.tsx'
import { spoken } from '../words.ts'
import type { Chapter } from './chapter.ts'
import { say } from './lesson-words.ts'
import { placesOf, runOf } from './pointers.ts'

interface OfRun {
  readonly house: House
  readonly chapter: Chapter
}

export function RunOfChapter({ house, chapter }: OfRun) {
  const running = useSignal(false)
  const failed = useSignal('')
  const shown = runOf(house, chapter)
  const run = async (): Promise<void> => {
    ;[running.value, failed.value] = [true, '']
    const ran = await runPlay(house, { play: chapter.play, where: 'live' })
    failed.value = 'why' in ran ? ran.why : ''
    running.value = false
  }
  const hasEnded = shown !== undefined && !running.value && failed.value === ''
  return (
    <section class="lesson-run">
      <button class="button primary" type="button" disabled={running.value} onClick={() => void run()}>
        {say(running.value ? 'running' : shown === undefined ? 'see' : 'again')}
      </button>
      <p class="hint" role="status">
        {running.value && underWayWords({ play: chapter.play, where: 'live' })}
        {failed.value !== '' && say('failed', { why: failed.value })}
        {hasEnded && shown.outcome === 'stopped' && `${say('stopped')} `}
        {hasEnded && say(hasKeys.value ? 'onStage' : 'onStageTouch')}
      </p>
      {running.value && <ProgressOf play={chapter.play} />}
      <h3>{say('watch')}</h3>
      <ol class="lesson-watch">
        {chapter.watch.map((kind) => (
          <Pointer key={kind} house={house} chapter={chapter} kind={kind} />
        ))}
      </ol>
    </section>
  )
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
