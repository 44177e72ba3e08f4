/** How long things last, unless an operator says otherwise. */
export interface Lifetimes {
  readonly codeSeconds: number
  /** A refresh token that nobody uses. */
  readonly refreshIdleSeconds: number
  /** A grant, however much it is used. */
  readonly refreshAbsoluteSeconds: number
  readonly sessionIdleSeconds: number
  readonly sessionAbsoluteSeconds: number
  /** How long a person may take over login and consent. */
  readonly requestSeconds: number
}

const DAY = 86_400

export const defaultLifetimes: Lifetimes = {
  codeSeconds: 60,
  refreshIdleSeconds: 30 * DAY,
  refreshAbsoluteSeconds: 365 * DAY,
  sessionIdleSeconds: 7 * DAY,
  sessionAbsoluteSeconds: 30 * DAY,
  requestSeconds: 1800,
}
