/** One piece of work a key at a time: whoever asks while it is under way gets the same answer; nothing is remembered. */

export interface Flights<V> {
  readonly join: (key: string, work: () => Promise<V>) => Promise<V>
}

export function createFlights<V>(): Flights<V> {
  const underWay = new Map<string, Promise<V>>()
  return {
    join(key, work) {
      const flight = underWay.get(key)
      if (flight !== undefined) return flight
      const started = work().finally(() => underWay.delete(key))
      underWay.set(key, started)
      return started
    },
  }
}
