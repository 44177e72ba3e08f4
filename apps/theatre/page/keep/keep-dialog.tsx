/** "Keep and share": the formats, the link, the print, and what a file tells. */
import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { copyText } from '../clipboard.ts'
import type { House } from '../house.ts'
import { PosterButton } from '../lessons/poster.tsx'
import type { Play } from '../play/play.ts'
import { hrefTo } from '../route.ts'
import { download, type FormatName, formats, keptNow, madeOf } from './files.ts'
import { say } from './keep-words.ts'

interface Props {
  readonly house: House
  readonly play: Play
  readonly dialog: RefObject<HTMLDialogElement | null>
}

const names = Object.keys(formats) as FormatName[]
const saysOf = { html: 'htmlSays', json: 'jsonSays', har: 'harSays', mermaid: 'mermaidSays' } as const

export function KeepDialog({ house, play, dialog }: Props) {
  const told = useSignal('')
  const keep = async (name: FormatName): Promise<void> => {
    try {
      const made = await madeOf(keptNow(house, play), name)
      download(made)
      told.value = say('kept', { file: made.name })
    } catch {
      told.value = say('noPage')
    }
  }
  const copy = async (): Promise<void> => {
    const href = hrefTo(play.flow.traces[0]?.id ?? '')
    const copied = await copyText(new URL(href, location.href).href)
    if (!copied) house.route.go(href)
    told.value = say(copied ? 'copied' : 'notCopied')
  }
  return (
    <dialog ref={dialog} class="keep-dialog" aria-labelledby="keep-title">
      <h2 id="keep-title">{say('keep')}</h2>
      <p>{say('lead')}</p>
      <ul class="keep-ways">
        {names.map((name) => (
          <li key={name}>
            <button class="button quiet" type="button" data-keep={name} onClick={() => void keep(name)}>
              {say(name)}
            </button>
            <span>{say(saysOf[name])}</span>
          </li>
        ))}
        {hasLink(house, play) && (
          <li>
            <button class="button quiet" type="button" data-keep="link" onClick={() => void copy()}>
              {say('link')}
            </button>
            <span>{say('linkSays')}</span>
          </li>
        )}
        <li>
          <PosterButton house={house} />
          <span>{say('printSays')}</span>
        </li>
      </ul>
      <p class="keep-told" role="status">
        {told.value}
      </p>
      <h3>{say('masked')}</h3>
      <p class="hint">{say('maskedNever')}</p>
      <p class="hint">{say('maskedTells')}</p>
      <button class="button primary" type="button" onClick={() => dialog.current?.close()}>
        {say('close')}
      </button>
    </dialog>
  )
}

/** Only what the servers keep can be found there by others. */
const hasLink = ({ kept }: House, { id, run }: Play): boolean => !kept.value.has(id) && run?.traces === undefined
