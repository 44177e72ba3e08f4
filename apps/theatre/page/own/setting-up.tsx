/** How an application is pointed at this server, in as few lines as it takes. */
import { useSignal } from '@preact/signals'
import type { House } from '../house.ts'
import { Copied } from './copied.tsx'
import { ownClient } from './own.ts'
import { say } from './own-words.ts'
import { commandFor, discoveryOf, issuerOf, SOME_CLIENT } from './set-up.ts'
import './setting-up.css'

const SUGGESTED = 'http://localhost:3000/callback'

export function SettingUp({ house: { boot } }: { readonly house: House }) {
  const redirectUri = useSignal(SUGGESTED)
  const isPublic = useSignal(false)
  const clientId = ownClient.value === '' ? SOME_CLIENT : ownClient.value
  const wanted = { clientId, redirectUri: redirectUri.value, isPublic: isPublic.value }
  const kind = (word: 'confidential' | 'public') => (
    <label class="own-kind">
      <input
        type="radio"
        name="own-kind"
        checked={isPublic.value === (word === 'public')}
        onChange={() => {
          isPublic.value = word === 'public'
        }}
      />
      <span>{say(word)}</span>
    </label>
  )
  return (
    <div class="own-set-up">
      <p>{say('settings')}</p>
      <Copied label={say('issuer')} text={issuerOf(boot)} />
      <Copied label={say('clientId')} text={clientId} />
      <Copied label={say('discovery')} text={discoveryOf(boot)} />
      <div class="field">
        <label for="own-redirect">{say('redirect')}</label>
        <input
          id="own-redirect"
          type="url"
          value={redirectUri.value}
          onInput={({ currentTarget }) => {
            redirectUri.value = currentTarget.value.trim()
          }}
        />
      </div>
      <fieldset class="own-kinds">
        <legend>{say('kind')}</legend>
        {kind('confidential')}
        {kind('public')}
      </fieldset>
      <Copied label={say('register')} text={commandFor(boot, wanted)} />
      <p class="hint">{say(isPublic.value ? 'noSecret' : 'secretOnce')}</p>
      {boot.backstage !== undefined && <p class="hint">{say('ready')}</p>}
    </div>
  )
}
