/** The attacks of the lab. */
import type { Attack } from '../play.ts'
import { codeInterception } from './code-interception.ts'

export const attacks: readonly Attack[] = [codeInterception]

/** The attack of this id. */
export const attackOf = (id: string): Attack | undefined => attacks.find((attack) => attack.id === id)
