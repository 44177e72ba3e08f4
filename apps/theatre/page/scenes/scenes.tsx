/** The room of the scenes: all of them in their groups, or the one that the address names. */
import './scenes.css'
import {
  cardOf,
  type SceneCard,
  type SceneGroup,
  type SceneId,
  sceneCards,
  sceneGroups,
} from '../../programme/scenes.ts'
import type { House } from '../house.ts'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { spoken } from '../words.ts'
import { say } from './frame-words.ts'
import { SceneView } from './scene.tsx'
import { sceneTexts } from './words/index.ts'

export function Scenes({ house }: { readonly house: House }) {
  const { item } = house.route.place.value
  const card = cardOf(item)
  return (
    <div class="scenes">
      {card === undefined ? (
        <Programme lost={item !== undefined} />
      ) : (
        <SceneView key={card.id} house={house} card={card} />
      )}
    </div>
  )
}

function Programme({ lost }: { readonly lost: boolean }) {
  return (
    <>
      <RoomTitle>{say('title')}</RoomTitle>
      {lost && <p class="alert warning">{say('unknown')}</p>}
      <p class="scenes-lead">{say('lead')}</p>
      {sceneGroups.map((group) => (
        <Group key={group} group={group} />
      ))}
    </>
  )
}

const cards: readonly (SceneCard & { readonly id: SceneId })[] = sceneCards

const Group = ({ group }: { readonly group: SceneGroup }) => (
  <section aria-labelledby={`scenes-${group}`}>
    <h3 id={`scenes-${group}`}>{say(group)}</h3>
    <ul class="scene-list">
      {cards
        .filter((card) => card.group === group)
        .map(({ id }) => (
          <li key={id}>
            <a href={hrefOf('scenes', id)}>{sceneTexts[id][spoken()].title}</a>
          </li>
        ))}
    </ul>
  </section>
)
