/** From an error, a log line or a header to the message on stage. */
import { useSignal } from '@preact/signals'
import type { House } from '../house.ts'
import { Prose } from '../prose.tsx'
import { hrefTo, traceIdIn } from '../route.ts'
import './from-error.css'
import { say } from './own-words.ts'

export function FromError({ house }: { readonly house: House }) {
  const pasted = useSignal('')
  const wrong = useSignal(false)
  const open = (event: Event): void => {
    event.preventDefault()
    const id = traceIdIn(pasted.value)
    wrong.value = id === undefined
    if (id !== undefined) house.route.go(hrefTo(id))
  }
  return (
    <form class="own-from" onSubmit={open}>
      <p>
        <Prose text={say('fromErrorText')} />
      </p>
      <div class="field">
        <label for="own-trace">{say('trace')}</label>
        <input
          id="own-trace"
          autocomplete="off"
          spellcheck={false}
          value={pasted.value}
          aria-invalid={wrong.value ? 'true' : undefined}
          aria-describedby="own-trace-wrong"
          onInput={({ currentTarget }) => {
            pasted.value = currentTarget.value
          }}
        />
        <p id="own-trace-wrong" role="status">
          {wrong.value && say('notTrace')}
        </p>
      </div>
      <button class="button quiet" type="submit">
        {say('open')}
      </button>
    </form>
  )
}
