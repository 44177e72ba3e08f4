/** Dynamic registration: what clients that register themselves may ask for, and prove themselves by. */
import type { Behaviour } from '../trial.ts'
import { keys } from './keys.ts'
import { metadata } from './metadata.ts'
import { requestObjects } from './request-objects.ts'

export const dynamic: readonly Behaviour[] = [...metadata, ...keys, ...requestObjects]
