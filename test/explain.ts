/** Whether answers that came in parallel could have come one after the other: the model of a lifecycle knows no parallel events. */

/** One event beside the model's state: what becomes of the state, and what the peer is told. Pure. */
export type Step<State, Event, Answer> = (state: State, event: Event) => readonly [after: State, answer: Answer]

export interface Seen<Event, Answer> {
  readonly event: Event
  readonly answer: Answer
}

/**
 * The states that a model can be in after events which ran in parallel: one for each order that explains every answer.
 * Empty where no order does. States and answers are compared as JSON.
 */
export function explain<State, Event, Answer>(
  states: readonly State[],
  seen: readonly Seen<Event, Answer>[],
  step: Step<State, Event, Answer>,
): readonly State[] {
  if (seen.length === 0) return states
  const after = seen.flatMap(({ event, answer }, first) => {
    const reached = states.flatMap((state) => {
      const [next, told] = step(state, event)
      return JSON.stringify(told) === JSON.stringify(answer) ? [next] : []
    })
    const rest = seen.filter((_, position) => position !== first)
    return reached.length === 0 ? [] : explain(distinct(reached), rest, step)
  })
  return distinct(after)
}

const distinct = <State>(states: readonly State[]): readonly State[] => [
  ...new Map(states.map((state) => [JSON.stringify(state), state])).values(),
]
