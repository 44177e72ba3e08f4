/** What the viewer says; its module gets the words of one language with the page. The words by subject lie beside. */
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import { cardWords } from './card.ts'
import { decidedWords } from './decided.ts'
import { failureWords } from './failure.ts'
import { flowWords } from './flow.ts'
import { frameWords } from './frame.ts'
import { glossaryWords } from './glossary.ts'
import { verdictWords } from './verdict.ts'

const all = [frameWords, flowWords, cardWords, decidedWords, verdictWords, failureWords, glossaryWords]

export const viewerTexts = defineTexts(frameWords)

/** The words with their `{placeholders}`, for the module that fills them. */
export const viewerWords = (locale: Locale): Readonly<Record<string, string>> =>
  Object.assign({}, ...all.map((words) => words[locale]))
