/** Which value is lit, everywhere that it is shown: the one under the pointer or the focus, else the one that was picked. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'

const pointed = signal<string | undefined>(undefined)
const picked = signal<string | undefined>(undefined)

/** The id of a value of the play on stage. */
const litValue: ReadonlySignal<string | undefined> = computed(() => pointed.value ?? picked.value)

/** The one that stays lit. */
export const pickedValue: ReadonlySignal<string | undefined> = picked

export const isLit = (id: string): boolean => litValue.value === id

/** What makes an element light its value. */
export const lighting = (id: string) => ({
  onPointerEnter: () => {
    pointed.value = id
  },
  onPointerLeave: () => {
    pointed.value = undefined
  },
  onFocus: () => {
    pointed.value = id
  },
  onBlur: () => {
    pointed.value = undefined
  },
  onClick: () => {
    picked.value = picked.peek() === id ? undefined : id
  },
})
