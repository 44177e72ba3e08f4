/** Standard output as the log uses it: lines may be lost (disk full, reader gone), but never end the process. */
import type { Writable } from 'node:stream'

export type WriteLine = (line: string) => void

/** Writes lines; tells, once for each gap, how many were lost, as soon as one gets through again. */
export function lossyOutput(stream: Writable, tell: (words: string) => void): WriteLine {
  let lost = 0
  let reason = ''
  const settled = (error: Error | null | undefined): void => {
    if (error) {
      lost++
      reason = error.message
    } else if (lost > 0) {
      tell(`${lost} lines of the log were lost: ${reason}`)
      lost = 0
    }
  }
  return (line) => void stream.write(line, settled)
}

/** No failure of the streams to whoever reads us ends the process from now on. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
