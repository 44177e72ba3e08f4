/** A text to copy: by its button, or by hand where the browser does not let the page. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { copyText } from '../clipboard.ts'
import './copied.css'
import { say } from './own-words.ts'

interface OfCopied {
  readonly label: string
  readonly text: string
}

export function Copied({ label, text }: OfCopied) {
  const told = useSignal('')
  const shown = useRef<HTMLPreElement>(null)
  const copy = async (): Promise<void> => {
    const copied = await copyText(text)
    if (!copied && shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    told.value = say(copied ? 'copied' : 'selected')
  }
  return (
    <div class="own-copied">
      <p class="own-copied-label">{label}</p>
      <div class="own-copied-line">
        <pre ref={shown}>{text}</pre>
        <button class="button quiet" type="button" aria-label={`${say('copy')}: ${label}`} onClick={() => void copy()}>
          {say('copy')}
        </button>
      </div>
      <p class="hint" role="status">
        {told.value}
      </p>
    </div>
  )
}
