/** The words of the step cards that are no explanation: those stand in `@sightglass/ui`, shared with the viewer. */
import { defineTexts } from '@sightglass/ui/texts'

export const stepTexts = defineTexts({
  en: { noAnswer: 'There was no answer.' },
  de: { noAnswer: 'Es kam keine Antwort.' },
})
