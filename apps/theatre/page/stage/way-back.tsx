/** In one column: from the text down to the stage, and back to where the text was left. */
import type { House } from '../house.ts'
import { backToText, isAtStage, isNarrow, showStage } from '../lead.ts'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: { stage: 'To the stage', text: 'Back to the text' },
  de: { stage: 'Zur Bühne', text: 'Zurück zum Text' },
})

export function WayBack({ house }: { readonly house: House }) {
  if (!isNarrow.value) return null
  if (!isAtStage.value) return <Way words={say('stage')} go={showStage} />
  // Above the recorded flows there is nothing to read.
  return house.route.place.value.room === 'flows' ? null : <Way words={say('text')} go={backToText} />
}

const Way = ({ words, go }: { readonly words: string; readonly go: () => void }) => (
  <button class="button plain way-back" type="button" onClick={go}>
    {words}
  </button>
)
