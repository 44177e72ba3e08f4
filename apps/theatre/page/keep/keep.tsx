/** Keeping what is on stage, and opening what was kept: by a button, or by dropping a file anywhere. */
import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { UnreadableFile } from '../../keep/parse.ts'
import type { Kept } from '../boot.ts'
import type { House } from '../house.ts'
import { momentOf } from '../moments.ts'
import { closeFile, openFile } from './files.ts'
import './keep.css'
import { KeepDialog } from './keep-dialog.tsx'
import { say } from './keep-words.ts'

export function Keep({ house }: { readonly house: House }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const fault = useSignal('')
  const isOver = useSignal(false)
  const open: Open = (file) => opened(house, file, fault)
  useEffect(() => takeDrops(isOver, open), [house])
  const play = house.play.value
  const kept = play && house.kept.value.get(play.id)
  return (
    <div class="keep" data-dropping={isOver.value || undefined}>
      {play !== undefined && kept !== undefined && <OfFile house={house} id={play.id} kept={kept} />}
      <div class="keep-buttons">
        {play !== undefined && (
          <button class="button quiet" type="button" id="keep" onClick={() => dialog.current?.showModal()}>
            {say('keep')}
          </button>
        )}
        <Choose open={open} />
      </div>
      {fault.value !== '' && (
        <p class="alert error" role="alert">
          {fault.value}
        </p>
      )}
      {play !== undefined && <KeepDialog house={house} play={play} dialog={dialog} />}
      {isOver.value && <p class="keep-drop">{say('drop')}</p>}
    </div>
  )
}

type Open = (file: File | null | undefined) => Promise<void>

async function opened(house: House, file: File | null | undefined, fault: Signal<string>): Promise<void> {
  if (file === null || file === undefined) return
  fault.value = ''
  try {
    await openFile(house, file)
  } catch (reason) {
    if (!(reason instanceof UnreadableFile)) throw reason
    fault.value = `${file.name}: ${reason.message}`
  }
}

function Choose({ open }: { readonly open: Open }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button class="button quiet" type="button" id="open-file" onClick={() => input.current?.click()}>
        {say('open')}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,.html,application/json,text/html"
        hidden
        aria-label={say('open')}
        onChange={({ currentTarget }) => {
          void open(currentTarget.files?.[0])
          // The same file can be chosen again.
          currentTarget.value = ''
        }}
      />
    </>
  )
}

interface OfFileProps {
  readonly house: House
  readonly id: string
  readonly kept: Kept
}

function OfFile({ house, id, kept }: OfFileProps) {
  const date = momentOf(kept.keptAt)
  if (house.boot.kept === kept) return <p class="keep-file hint">{say('ofPage', { date })}</p>
  return (
    <p class="keep-file hint">
      <strong>{say('ofFile')}</strong> {say('ofFileSays', { title: kept.title, date })}{' '}
      <button class="button plain" type="button" id="close-file" onClick={() => closeFile(house, id)}>
        {say('closeFile')}
      </button>
    </p>
  )
}

/** A file that is dropped beside the right place would replace the page: every place is right. */
function takeDrops(isOver: Signal<boolean>, open: Open): () => void {
  const holdsFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true
  const over = (event: DragEvent): void => {
    if (!holdsFile(event)) return
    event.preventDefault()
    isOver.value = true
  }
  const leave = ({ relatedTarget }: DragEvent): void => {
    if (relatedTarget === null) isOver.value = false
  }
  const drop = (event: DragEvent): void => {
    isOver.value = false
    if (!holdsFile(event)) return
    event.preventDefault()
    void open(event.dataTransfer?.files[0])
  }
  addEventListener('dragover', over)
  addEventListener('dragleave', leave)
  addEventListener('drop', drop)
  return () => {
    removeEventListener('dragover', over)
    removeEventListener('dragleave', leave)
    removeEventListener('drop', drop)
  }
}
