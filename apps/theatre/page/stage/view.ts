/** How somebody looks at a play: drawn, or as a list. */
import { signal } from '@preact/signals'

export type View = 'stage' | 'list'

export const view = signal<View>('stage')

/** The index of the message whose entry in the list has the focus: the stage shows where that is. */
export const focusedIndex = signal<number | undefined>(undefined)
