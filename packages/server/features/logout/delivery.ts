/** A logout token on its way to one client: written with the end of the session, gone when the client has taken it. */
import { MOST_DELIVERIES, retrySeconds } from '@sightglass/spec/logout'
import { defineRecord } from '@sightglass/store'

export interface Delivery {
  readonly clientId: string
  /** The session as this client knows it. */
  readonly sid: string
  readonly subject: string
  /** How often it was begun. */
  readonly attempts: number
  /** Nobody else begins it before. Seconds. */
  readonly dueAt: number
}

const WAITING = 'waiting'

export const deliveries = defineRecord<Delivery>('logout_delivery', { indexes: { state: { of: () => WAITING } } })

/** For `list`: every delivery there is. */
export const everyDelivery = ['state', WAITING] as const

/** The attempt that begins now, for whoever asks first; `undefined` where it is not yet due. */
export function begun(delivery: Delivery, now: number): Delivery | undefined {
  if (delivery.dueAt > now) return undefined
  const attempts = delivery.attempts + 1
  return { ...delivery, attempts, dueAt: now + retrySeconds(attempts) }
}

export const isLastAttempt = ({ attempts }: Delivery): boolean => attempts >= MOST_DELIVERIES

/** Longer than all attempts together take. */
export const KEPT_SECONDS = 86_400
