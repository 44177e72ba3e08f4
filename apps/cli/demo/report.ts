/** The steps as lines for people. What passed goes to standard output; a failure is one line on standard error. */
import { stripVTControlCharacters, styleText } from 'node:util'
import { way } from '@sightglass/process/message-log-text'
import { durationOf } from '@sightglass/trace/times'
import type { Telling } from './steps.ts'

const WIDEST_WAY = 'AUTH-SERVER → RESOURCE-SERVER'.length

export function textTelling(): Telling {
  const print = (text: string) => void process.stdout.write(`${text}\n`)
  return {
    heading: (text) => print(`\n${styleText('bold', text)}`),
    step({ passed, from, to, says, detail, error, took_ms }, account) {
      const who = padded(way(from, to), WIDEST_WAY)
      const took = styleText('gray', durationOf(took_ms))
      if (passed) {
        const seen = detail === undefined ? '' : styleText('gray', ` (${detail})`)
        return print(`  ${styleText('green', '✓')} ${who}  ${says}${seen}  ${took}`)
      }
      const { stderr } = process
      const mark = styleText('red', '✗', { stream: stderr })
      const whose = account === undefined ? '' : `${account}: `
      stderr.write(
        `  ${mark} ${stripVTControlCharacters(way(from, to))}  ${whose}${says}: ${styleText('red', error ?? 'failed', { stream: stderr })}\n`,
      )
    },
    summary: (text, passed) => print(`\n${styleText(['bold', passed ? 'green' : 'red'], text)}`),
  }
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stripVTControlCharacters(text).length))
