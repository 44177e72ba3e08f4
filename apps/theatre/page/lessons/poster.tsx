/** "Print this flow": a drawing of the play on stage for paper. It is drawn when somebody prints, by whatever way. */
import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import type { House } from '../house.ts'
import { defineWords } from '../words.ts'
import './poster/poster.css'
import { PosterSheet } from './poster/sheet.tsx'

const say = defineWords({
  en: { print: 'Print this flow' },
  de: { print: 'Diesen Ablauf drucken' },
})

/** Prints the play on stage; there is no button while nothing is on it. */
export function PosterButton({ house }: { readonly house: House }) {
  useEffect(() => layPaper(house), [house])
  if (house.play.value === undefined) return null
  return (
    <button class="button quiet" type="button" onClick={() => window.print()}>
      {say('print')}
    </button>
  )
}

const laid = new WeakSet<House>()

/** Once for the page, however many buttons there are. Ten thousand messages are drawn for paper only, so they cost the screen nothing. */
function layPaper(house: House): void {
  if (laid.has(house)) return
  laid.add(house)
  const sheet = document.createElement('div')
  sheet.className = 'poster'
  document.body.append(sheet)
  const paper = matchMedia('print')
  const draw = (): void => {
    const play = house.play.peek()
    render(play === undefined ? null : <PosterSheet play={play} />, sheet)
  }
  const clear = (): void => render(null, sheet)
  addEventListener('beforeprint', draw)
  addEventListener('afterprint', clear)
  paper.addEventListener('change', () => (paper.matches ? draw() : clear()))
}
