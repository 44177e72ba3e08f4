/** What to watch for in a scene: three points, each leading to its message once the scene is on stage. */
import type { SceneCard, SceneId, Watched } from '../../programme/scenes.ts'
import type { House } from '../house.ts'
import { showStage } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { spoken } from '../words.ts'
import { say } from './frame-words.ts'
import { placeOf } from './watching.ts'
import { sceneTexts } from './words/index.ts'

interface OfWatch {
  readonly house: House
  readonly card: SceneCard & { readonly id: SceneId }
}

export const Watch = ({ house, card }: OfWatch) => (
  <section class="scene-watch" aria-labelledby="scene-watch">
    <h3 id="scene-watch">{say('watch')}</h3>
    <ol>
      {card.watch.map((watched, index) => (
        <Point
          key={`${watched.kind} ${watched.nth}`}
          house={house}
          card={card}
          watched={watched}
          text={sceneTexts[card.id][spoken()].watch[index] ?? ''}
        />
      ))}
    </ol>
  </section>
)

interface OfPoint extends OfWatch {
  readonly watched: Watched
  readonly text: string
}

function Point({ house, card, watched, text }: OfPoint) {
  const { play, player } = house
  const shown = play.value
  const place = shown?.run?.play === card.id ? placeOf(shown, watched) : undefined
  const isHere = place !== undefined && player.index.value === place
  const go = (): void => {
    player.playing.value = false
    player.to(place ?? 0)
    showStage()
  }
  return (
    <li data-watch={watched.kind} class={isHere ? 'here' : ''}>
      <p>
        <Prose text={text} />
      </p>
      {place !== undefined && (
        <button class="button quiet" type="button" aria-pressed={isHere} onClick={go}>
          {isHere ? say('here') : say('show', { number: place + 1 })}
        </button>
      )}
    </li>
  )
}
