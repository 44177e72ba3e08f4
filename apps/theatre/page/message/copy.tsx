/** Copies a request as something that can be sent again. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { copyText } from '../clipboard.ts'
import type { Staged } from '../play/play.ts'
import { asCurl } from './as-curl.ts'
import { asFetch } from './as-fetch.ts'
import './copy.css'
import { say } from './inspector-words.ts'
import { type Sendable, secretsIn, sendableOf } from './sendable.ts'

const forms = { curl: asCurl, fetch: asFetch } as const
type Form = keyof typeof forms

export function CopyRequest({ message }: { readonly message: Staged }) {
  const request = sendableOf(message)
  return request === undefined ? null : <Copying key={message.id} request={request} />
}

function Copying({ request }: { readonly request: Sendable }) {
  const shown = useSignal<Form | undefined>(undefined)
  const told = useSignal('')
  const text = useRef<HTMLTextAreaElement>(null)
  const secrets = secretsIn(request)
  const copy = async (form: Form): Promise<void> => {
    shown.value = form
    told.value = ''
    const copied = await copyText(forms[form](request))
    if (!copied) {
      // The text stands there from the next frame on.
      await new Promise(requestAnimationFrame)
      text.current?.select()
    }
    told.value = say(copied ? 'copied' : 'selected')
  }
  return (
    <section>
      <h3>{say('copy')}</h3>
      <p class="copy-buttons">
        {(['curl', 'fetch'] as const).map((form) => (
          <button key={form} class="button quiet" type="button" data-copy={form} onClick={() => void copy(form)}>
            {say(form)}
          </button>
        ))}
      </p>
      <p class="copy-toast" role="status">
        {told.value}
      </p>
      {shown.value !== undefined && (
        <>
          <textarea
            ref={text}
            class="copy-text"
            readOnly
            spellcheck={false}
            aria-label={say(shown.value)}
            rows={forms[shown.value](request).split('\n').length}
            data-form={shown.value}
            value={forms[shown.value](request)}
          />
          {secrets.length > 0 && <p class="hint">{say('fill', { names: secrets.join(', ') })}</p>}
        </>
      )}
    </section>
  )
}
