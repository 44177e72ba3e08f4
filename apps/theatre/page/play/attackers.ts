/** The hosts of the attacker, whatever a party takes them for. */
import { defineWords } from '../words.ts'
import type { Staged } from './play.ts'

const say = defineWords({
  en: { toAttacker: 'Redirect to the attacker' },
  de: { toAttacker: 'Weiterleitung zum Angreifer' },
})

/** Whether an address is of one of them. */
export const isAttackers = (url: string): boolean => /^https:\/\/[\w.-]+\.attacker\.example\//.test(url)

/** What a message is called that sends a browser there. */
export const titleToAttacker = ({ kind, answer }: Staged): string | undefined =>
  kind === 'answer' && isAttackers(answer?.location ?? '') ? say('toAttacker') : undefined
