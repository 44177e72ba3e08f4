/** The log port: one event, its name and plain fields. Never a secret; whoever listens formats. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void

export const silent: Log = () => {}
