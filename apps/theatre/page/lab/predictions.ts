/** What was predicted in the lab, as long as the page is open. */
import { signal } from '@preact/signals'

/** By id of the attack: the rule that was chosen. */
export const predictions = signal<Readonly<Record<string, string>>>({})

export const predict = (attack: string, answer: string): void => {
  predictions.value = { ...predictions.value, [attack]: answer }
}
