/** The files of a certificate and its key: what is wrong with them, in words that name the file and none of its content. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface PairFiles {
  readonly certFile: string
  readonly keyFile: string
}

/** A certificate with its chain, and its key: both PEM. */
export interface Pair {
  readonly cert: string
  readonly key: string
}

/** The setting whose file is at fault, and what is wrong. */
export type PairMistake = readonly [setting: 'tlsCert' | 'tlsKey', what: string]

/** What the files hold, where both can be read, are PEM, and belong together; else every mistake. */
export function readPair({ certFile, keyFile }: PairFiles): Pair | readonly PairMistake[] {
  const cert = read(certFile, 'certificate', (pem) => new X509Certificate(pem))
  const key = read(keyFile, 'unencrypted private key', (pem): KeyObject => createPrivateKey(pem))
  if ('mistake' in cert || 'mistake' in key) {
    return [
      ...('mistake' in cert ? [['tlsCert', cert.mistake] as const] : []),
      ...('mistake' in key ? [['tlsKey', key.mistake] as const] : []),
    ]
  }
  if (cert.parsed.checkPrivateKey(key.parsed)) return { cert: cert.pem, key: key.pem }
  return [['tlsKey', `${keyFile} is not the key of the certificate in ${certFile}`]]
}

/** The last moment of the certificate, in seconds since the epoch. */
export const certificateEnd = ({ cert }: Pick<Pair, 'cert'>): number =>
  Math.floor(new X509Certificate(cert).validToDate.getTime() / 1000)

type Read<Parsed> = { readonly pem: string; readonly parsed: Parsed } | { readonly mistake: string }

function read<Parsed>(file: string, what: string, parse: (pem: string) => Parsed): Read<Parsed> {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (reason) {
    return { mistake: `cannot read ${file}: ${reasonOf(reason)}` }
  }
  try {
    // The parsers take DER too, which the server does not.
    if (pem.includes('-----BEGIN ')) return { pem, parsed: parse(pem) }
  } catch {
    // Its words would be OpenSSL's.
  }
  return { mistake: `${file} holds no ${what} in PEM` }
}

/** Why a file cannot be read, in a word or two, without its path. */
export function reasonOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown reason'
  return reason.message.replace(/, \w+( '.*')?$/, '')
}
