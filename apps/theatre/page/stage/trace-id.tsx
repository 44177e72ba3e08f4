/** The id of the flow on stage, as logs and addresses have it: pressed, it is copied. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { copyText } from '../clipboard.ts'
import { defineWords } from '../words.ts'
import './trace-id.css'

const say = defineWords({
  en: { trace: 'Trace', copy: 'Copy the trace id', copied: 'Copied', selected: 'Selected: copy it with the keyboard' },
  de: {
    trace: 'Trace',
    copy: 'Trace-Kennung kopieren',
    copied: 'Kopiert',
    selected: 'Markiert: mit der Tastatur kopieren',
  },
})

export function TraceId({ id }: { readonly id: string }) {
  const told = useSignal('')
  const shown = useRef<HTMLElement>(null)
  const copy = async (): Promise<void> => {
    const copied = await copyText(id)
    if (!copied && shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    told.value = say(copied ? 'copied' : 'selected')
  }
  return (
    <p class="stage-trace">
      <button type="button" title={say('copy')} onClick={() => void copy()}>
        <span aria-hidden="true">{say('trace')} </span>
        <span class="unseen">{say('copy')}: </span>
        <code ref={shown}>{id}</code>
      </button>
      <span role="status">{told.value}</span>
    </p>
  )
}
