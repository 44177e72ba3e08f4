/** One scene: what it shows, its run, what to watch for, and what came of it in the end. */
import type { SceneCard, SceneId } from '../../programme/scenes.ts'
import { Cite } from '../cite.tsx'
import type { House } from '../house.ts'
import { colourOf, laneName } from '../lanes.ts'
import { Prose } from '../prose.tsx'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { RunButton } from '../runs/run-button.tsx'
import { isTold } from '../runs/told.ts'
import { spoken } from '../words.ts'
import { say } from './frame-words.ts'
import { Watch } from './watch.tsx'
import { sceneTexts } from './words/index.ts'

interface OfScene {
  readonly house: House
  readonly card: SceneCard & { readonly id: SceneId }
}

export function SceneView({ house, card }: OfScene) {
  const { title, shows, use, dropped, end } = sceneTexts[card.id][spoken()]
  const run = house.play.value?.run
  const ended = run?.play === card.id && isTold(house, run)
  return (
    <article class="scene">
      <a class="scene-back" href={hrefOf('scenes')}>
        {say('all')}
      </a>
      <RoomTitle opened>{title}</RoomTitle>
      <p>
        <Prose text={shows} />
      </p>
      <p>
        <Prose text={use} />
      </p>
      {dropped !== undefined && (
        <div class="alert warning">
          <p>
            <strong>{say('dropped')}.</strong> <Prose text={dropped} />
          </p>
        </div>
      )}
      <Run house={house} card={card} />
      <Watch house={house} card={card} />
      {ended && (
        <section class="scene-end">
          <h3>{say('end')}</h3>
          <p>
            <Prose text={end} />
          </p>
        </section>
      )}
      <About card={card} />
    </article>
  )
}

function Run({ house, card }: OfScene) {
  const isOnStage = house.play.value?.run?.play === card.id
  const words = {
    button: say(isOnStage ? 'again' : 'play'),
    running: say('playing'),
    status: isOnStage ? say('ran') : '',
    failed: (why: string) => say('failed', { why }),
  }
  return (
    <section class="scene-run" aria-label={say('play')}>
      <RunButton house={house} request={{ play: card.id, where: 'live' }} words={words} look="primary" />
      {card.yourself && house.boot.start !== undefined && (
        <p class="hint">
          <a href={house.boot.start} target="_blank" rel="noreferrer">
            {say('yourself')}
          </a>{' '}
          ({say('yourselfHint')})
        </p>
      )}
    </section>
  )
}

const About = ({ card }: Pick<OfScene, 'card'>) => (
  <dl class="scene-about">
    <dt>{say('cast')}</dt>
    <dd class="scene-cast">
      {card.lanes.map((lane) => (
        <span key={lane} class="party" data-party={colourOf[lane]}>
          {laneName(lane)}
        </span>
      ))}
    </dd>
    <dt>{say('read')}</dt>
    <dd class="scene-cites">
      {card.cites.map((cite) => (
        <Cite key={cite} cite={cite} />
      ))}
    </dd>
  </dl>
)
