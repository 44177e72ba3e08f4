/** What did not succeed though nobody refused: the same words in the drawing and in the list. */
import type { Staged } from '../play/play.ts'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: { request: 'not right', answer: 'asked again' },
  de: { request: 'stimmt nicht', answer: 'noch einmal gefragt' },
})

export const SETBACK_SIGN = '↺'

export const setbackInWords = ({ kind }: Staged): string => say(kind === 'answer' ? 'answer' : 'request')
