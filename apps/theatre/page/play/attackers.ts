/** The hosts of the attacker, whatever a party takes them for. */
import type { Told } from '@sightglass/trace/story'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: { toAttacker: 'Redirect to the attacker' },
  de: { toAttacker: 'Weiterleitung zum Angreifer' },
})

/** Whether an address is of one of them. */
export const isAttackers = (url: string): boolean => /^https:\/\/[\w.-]+\.attacker\.example\//.test(url)

interface Message extends Pick<Told, 'answer'> {
  readonly kind: string
}

/** What a message is called that sends a browser there. */
export const titleToAttacker = ({ kind, answer }: Message): string | undefined =>
  kind === 'answer' && isAttackers(answer?.location ?? '') ? say('toAttacker') : undefined
