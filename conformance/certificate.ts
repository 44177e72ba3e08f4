/** The self-signed certificate of loopback that the server under test and the relying party share in a run of our own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'test', 'fixtures')

export const certificateFile = join(folder, 'loopback.cert.pem')
export const certificateKeyFile = join(folder, 'loopback.key.pem')

export const certificate = (): string => readFileSync(certificateFile, 'utf8')
export const certificateKey = (): string => readFileSync(certificateKeyFile, 'utf8')
