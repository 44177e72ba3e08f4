/** What a server under load tells the bench that started it: where it listens, and, when asked, what it used. */
export interface Announced {
  readonly port: number
}

export interface Usage {
  readonly rssBytes: number
  /** User and system time since the start. */
  readonly cpuMicros: number
}

export function announce(port: number): void {
  process.on('message', () => tell({ rssBytes: process.memoryUsage.rss(), cpuMicros: cpuMicros() }))
  process.on('disconnect', () => process.exit())
  tell({ port })
}

function tell(message: Announced | Usage): void {
  process.send?.(message)
}

function cpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
