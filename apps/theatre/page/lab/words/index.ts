/** What is told of each attack, by its id. */
import { spoken } from '../../words.ts'
import type { AttackText, AttackTexts } from './attack-text.ts'
import { browserAttacks } from './browser.ts'
import { codeAttacks } from './code.ts'
import { forgeryAttacks } from './forgery.ts'
import { serverAttacks } from './server.ts'
import { tokenAttacks } from './token.ts'

const all: AttackTexts = { ...codeAttacks, ...browserAttacks, ...tokenAttacks, ...forgeryAttacks, ...serverAttacks }

/** The words of an attack, in the language of the page. */
export function textOf(id: string): AttackText {
  const text = all[id]
  if (text === undefined) throw new Error(`the attack ${id} has no words`)
  return text[spoken()]
}
