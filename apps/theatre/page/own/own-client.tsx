/** The room of one's own client: whose flows to look for, what came of them, and how to point an application here. */
import type { House } from '../house.ts'
import { FromError } from './from-error.tsx'
import { chooseClient, clientsSeen, ownClient } from './own.ts'
import './own.css'
import { Prose } from '../prose.tsx'
import { RoomTitle } from '../room-title.tsx'
import { OwnFlows } from './own-flows.tsx'
import { say } from './own-words.ts'
import { SettingUp } from './setting-up.tsx'

/** For a command: nothing that a shell would read otherwise. */
const plausible = (clientId: string): string => (/^[\w.-]+$/.test(clientId) ? clientId : 'my-client')

/** More are found by typing. */
const MOST_SEEN = 8

export function OwnClient({ house }: { readonly house: House }) {
  const clientId = ownClient.value
  return (
    <div class="own">
      <RoomTitle>{say('title')}</RoomTitle>
      <p class="own-lead">{say('lead')}</p>
      <Which house={house} />
      {clientId === '' ? (
        <p class="hint">{say('choose')}</p>
      ) : (
        <OwnFlows key={clientId} house={house} clientId={clientId} />
      )}
      <details class="own-part" open={clientId === ''}>
        <summary>{say('setUp')}</summary>
        <SettingUp house={house} />
      </details>
      <details class="own-part">
        <summary>{say('fromError')}</summary>
        <FromError house={house} />
      </details>
      <p class="hint">
        <Prose text={say('who', { client: plausible(clientId) })} />
      </p>
    </div>
  )
}

function Which({ house }: { readonly house: House }) {
  const seen = clientsSeen(house)
  return (
    <div class="field">
      <label for="own-client">{say('which')}</label>
      <input
        id="own-client"
        autocomplete="off"
        spellcheck={false}
        value={ownClient.value}
        onInput={({ currentTarget }) => chooseClient(currentTarget.value.trim())}
      />
      {seen.length > 0 && (
        <p class="own-seen">
          <span class="hint">{say('seen')}</span>
          {seen.slice(0, MOST_SEEN).map((one) => (
            <button
              key={one}
              class="button quiet"
              type="button"
              aria-pressed={one === ownClient.value}
              onClick={() => chooseClient(one)}
            >
              {one}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
