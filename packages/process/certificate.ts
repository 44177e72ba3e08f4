/** The certificate in use: read at the start, and taken over anew when its files change. Connections that are open stay. */

import type { Log } from './log.ts'
import { sharedSettings } from './settings.ts'
import { certificateEnd, type Pair, type PairFiles, type PairMistake, readPair } from './tls.ts'

export interface Certificate {
  readonly first: Pair
  /** Calls `take` with each pair that the files hold from now on. */
  readonly watch: (take: (pair: Pair) => void) => void
  readonly close: () => void
}

export interface CertificateOptions extends PairFiles {
  readonly log: Log
  /** Between two looks at the files. */
  readonly lookEveryMs?: number
}

const LOOK_EVERY_MS = 5000
const DAY_SECONDS = 86_400
/** Whoever renews certificates has done so by then. */
const LATE_DAYS = 7

/**
 * Reads the pair.
 * @throws {Error} with what is wrong, naming setting and file
 */
export function openCertificate({ log, lookEveryMs = LOOK_EVERY_MS, ...files }: CertificateOptions): Certificate {
  const first = readPair(files)
  if (!('cert' in first)) throw new Error(first.map(words).join('; '))
  let taken = JSON.stringify(first)
  let [last, told] = [taken, taken]
  let looking: NodeJS.Timeout | undefined
  tellEnd(first, files, log)

  /** Files are replaced one after the other: what is found counts once it is found twice. */
  const look = (take: (pair: Pair) => void): void => {
    const pair = readPair(files)
    const found = JSON.stringify(pair)
    const isSettled = found === last
    last = found
    if (!isSettled || found === taken || found === told) return
    told = found
    if (!('cert' in pair)) {
      log.error({ mistakes: pair.map(words) }, 'certificate not taken over: the one before stays')
      return
    }
    taken = found
    take(pair)
    log.info({ file: files.certFile, expires_at: certificateEnd(pair) }, 'certificate taken over')
    tellEnd(pair, files, log)
  }

  return {
    first,
    watch(take) {
      // By looking: the files may be links that are set to another folder, which no notification tells of.
      looking = setInterval(look, lookEveryMs, take).unref()
    },
    close: () => clearInterval(looking),
  }
}

const words = ([name, what]: PairMistake): string => `${sharedSettings[name].env}: ${what}`

function tellEnd(pair: Pair, { certFile: file }: PairFiles, log: Log): void {
  const end = certificateEnd(pair)
  const days = Math.floor((end - Date.now() / 1000) / DAY_SECONDS)
  if (days >= LATE_DAYS) return
  log.warn({ file, expires_at: end }, days < 0 ? 'certificate has expired' : 'certificate expires within days')
}
