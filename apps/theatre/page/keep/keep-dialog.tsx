/** "Keep and share": the formats, the link, the print, and what a file tells. */
import { type Signal, useSignal } from '@preact/signals'
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
  return (
    <dialog ref={dialog} class="keep-dialog" aria-labelledby="keep-title">
      <header class="keep-head">
        <h2 id="keep-title">{say('keep')}</h2>
        <button class="button quiet" type="button" onClick={() => dialog.current?.close()}>
          {say('close')}
        </button>
      </header>
      <div class="keep-sheet">
        <p>{say('lead')}</p>
        <Ways house={house} play={play} told={told} />
        <p class="keep-told" role="status">
          {told.value}
        </p>
        <h3>{say('masked')}</h3>
        <p class="hint">{say('maskedNever')}</p>
        <p class="hint">{say('maskedTells')}</p>
      </div>
    </dialog>
  )
}

function Ways({ house, play, told }: Omit<Props, 'dialog'> & { readonly told: Signal<string> }) {
  const tell = async (work: Promise<string>): Promise<void> => {
    told.value = await work
  }
  const way = (name: FormatName | 'link', says: string, work: () => Promise<string>) => (
    <li key={name}>
      <button class="button quiet" type="button" data-keep={name} onClick={() => void tell(work())}>
        {say(name)}
      </button>
      <span>{says}</span>
    </li>
  )
  return (
    <ul class="keep-ways">
      {names.map((name) => way(name, say(saysOf[name]), () => keep(house, play, name)))}
      {hasLink(house, play) && way('link', say('linkSays'), () => copyLink(house, play))}
      <li>
        <PosterButton house={house} />
        <span>{say('printSays')}</span>
      </li>
    </ul>
  )
}

/** What came of it, in words. */
async function keep(house: House, play: Play, name: FormatName): Promise<string> {
  try {
    const made = await madeOf(keptNow(house, play), name)
    download(made)
    return say('kept', { file: made.name })
  } catch {
    return say('noPage')
  }
}

async function copyLink(house: House, play: Play): Promise<string> {
  const href = hrefTo(play.flow.traces[0]?.id ?? '')
  const copied = await copyText(new URL(href, location.href).href)
  if (!copied) house.route.go(href)
  return say(copied ? 'copied' : 'notCopied')
}

/** Only what the servers keep can be found there by others. */
const hasLink = ({ kept }: House, { id, run }: Play): boolean => !kept.value.has(id) && run?.traces === undefined
