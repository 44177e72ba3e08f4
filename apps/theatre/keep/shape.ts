/** Judging data that came from elsewhere by its shape: every member is known, and what does not fit is named by its place. */

/** Gives back what it judged; what is absent comes as `undefined`. @throws {Misfit} */
export type Judge<T> = (value: unknown, place: string) => T

/** What a value must be. */
export type Demand =
  | 'text'
  | 'number'
  | 'whole'
  | 'list'
  | 'object'
  | 'true'
  | 'known'
  | 'one'
  | 'short'
  | 'address'
  | 'unique'

/** What did not fit, and where: `traces[2].steps[0].cite`. */
export class Misfit extends Error {
  override readonly name = 'Misfit'
  readonly place: string
  readonly demand: Demand

  constructor(place: string, demand: Demand) {
    super(`${place}: ${demand}`)
    this.place = place
    this.demand = demand
  }
}

export function demand(holds: boolean, place: string, what: Demand): asserts holds {
  if (!holds) throw new Misfit(place, what)
}

export const text: Judge<string> = (value, place) => {
  demand(typeof value === 'string', place, 'text')
  return value
}

export const textLike =
  (pattern: RegExp, what: Demand): Judge<string> =>
  (value, place) => {
    demand(typeof value === 'string' && pattern.test(value), place, what)
    return value
  }

export const number =
  (least: number, most: number): Judge<number> =>
  (value, place) => {
    demand(typeof value === 'number' && value >= least && value <= most, place, 'number')
    return value
  }

export const whole =
  (least: number, most: number): Judge<number> =>
  (value, place) => {
    demand(Number.isInteger(value) && Number(value) >= least && Number(value) <= most, place, 'whole')
    return Number(value)
  }

export const yes: Judge<true> = (value, place) => {
  demand(value === true, place, 'true')
  return true
}

export const truth: Judge<boolean> = (value, place) => {
  demand(typeof value === 'boolean', place, 'one')
  return value
}

/** One of the names of this table: that it has all of them is for the compiler to see. */
export const nameIn =
  <K extends string>(table: Readonly<Record<K, unknown>>): Judge<K> =>
  (value, place) => {
    demand(typeof value === 'string' && Object.hasOwn(table, value), place, 'one')
    return value as K
  }

export const optional =
  <T>(judge: Judge<T>): Judge<T | undefined> =>
  (value, place) =>
    value === undefined ? undefined : judge(value, place)

export const list =
  <T>(judge: Judge<T>, most: number): Judge<readonly T[]> =>
  (value, place) => {
    demand(Array.isArray(value), place, 'list')
    demand(value.length <= most, place, 'short')
    return value.map((one, index) => judge(one, `${place}[${index}]`))
  }

type Judges<T> = { readonly [K in keyof T]-?: Judge<object extends Pick<T, K> ? T[K] | undefined : T[K]> }

/** An object of these members and no other. */
export const members =
  <T extends object>(judges: Judges<T>): Judge<T> =>
  (value, place) => {
    const given = objectAt(value, place)
    for (const name of Object.keys(given))
      demand(Object.hasOwn(judges, name), within(place, name.slice(0, 64)), 'known')
    const judged = Object.entries<Judge<unknown>>(judges as Readonly<Record<string, Judge<unknown>>>).flatMap(
      ([name, judge]) => {
        const one = judge(given[name], within(place, name))
        return one === undefined ? [] : [[name, one] as const]
      },
    )
    return Object.fromEntries(judged) as T
  }

const within = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`)

export function objectAt(value: unknown, place: string): Readonly<Record<string, unknown>> {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), place, 'object')
  return { ...value }
}
