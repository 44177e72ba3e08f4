/** The files of a certificate and its key: what is wrong with them, in words that name the file and none of its content. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

type Mistake = readonly ['tlsCert' | 'tlsKey', string]

/** Whether both files can be read, are PEM, and belong together; empty where all is well. */
export function pairMistakes(certFile: string, keyFile: string): Mistake[] {
  const cert = read(certFile, 'certificate', (pem) => new X509Certificate(pem))
  const key = read(keyFile, 'unencrypted private key', (pem): KeyObject => createPrivateKey(pem))
  if (typeof cert === 'string' || typeof key === 'string') {
    return [
      ...(typeof cert === 'string' ? [['tlsCert', cert] as const] : []),
      ...(typeof key === 'string' ? [['tlsKey', key] as const] : []),
    ]
  }
  return cert.checkPrivateKey(key) ? [] : [['tlsKey', `${keyFile} is not the key of the certificate in ${certFile}`]]
}

function read<Parsed>(file: string, what: string, parse: (pem: string) => Parsed): Parsed | string {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (reason) {
    return `cannot read ${file}: ${reasonOf(reason)}`
  }
  try {
    // The parsers take DER too, which the server does not.
    if (pem.includes('-----BEGIN ')) return parse(pem)
  } catch {
    // Its words would be OpenSSL's.
  }
  return `${file} holds no ${what} in PEM`
}

/** Why a file cannot be read, in a word or two, without its path. */
export function reasonOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown reason'
  return reason.message.replace(/, \w+( '.*')?$/, '')
}
