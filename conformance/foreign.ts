/** A provider that somebody else runs: what a tester has to say of it, in a file or on the command line. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { certificate, certificateKey } from './certificate.ts'
import { type Extent, examine } from './examine.ts'
import type { Finding } from './findings.ts'
import { openRelyingParty } from './relying-party.ts'
import { ourPages, type PageIds, type StaticClients, shortWaits, trueWaits } from './subject.ts'
import { connections } from './wire.ts'

/** The file of a run, in JSON. Paths are relative to it. */
export interface ForeignConfig {
  readonly issuer?: string
  readonly username?: string
  readonly password?: string
  readonly clients?: StaticClients
  readonly initial_access_token?: string
  readonly pages?: Partial<PageIds>
  /** PEM of whom to trust beside the system's authorities. */
  readonly ca_certificates?: string
  /** Where the relying party is reached, and with which certificate. */
  readonly relying_party?: {
    readonly host?: string
    readonly port?: number
    readonly listen?: string
    readonly path?: string
    readonly certificate?: string
    readonly key?: string
  }
  /** A program and its arguments that makes the provider change its signing key. */
  readonly rotate_keys?: readonly string[]
}

export function readForeignConfig(file: string): ForeignConfig {
  const config = JSON.parse(readFileSync(file, 'utf8')) as ForeignConfig
  const path = (name: string | undefined) => name && resolve(dirname(file), name)
  const { ca_certificates, relying_party: { certificate: cert, key, ...rest } = {}, ...others } = config
  return {
    ...others,
    ...(ca_certificates !== undefined && { ca_certificates: path(ca_certificates) ?? '' }),
    relying_party: { ...rest, ...(cert && key && { certificate: path(cert) ?? '', key: path(key) ?? '' }) },
  }
}

const run = promisify(execFile)

export async function examineForeign(
  config: ForeignConfig & { readonly issuer: string },
  slow: boolean,
  extent: Extent,
): Promise<readonly Finding[]> {
  const { issuer, username = '', password = '', relying_party: { certificate: cert, key, ...place } = {} } = config
  const pems = config.ca_certificates === undefined ? [] : [readFileSync(config.ca_certificates, 'utf8')]
  const own = cert === undefined ? certificate() : readFileSync(cert, 'utf8')
  const ownKey = key === undefined ? certificateKey() : readFileSync(key, 'utf8')
  const relyingParty = await openRelyingParty({ certificate: own, key: ownKey, ...place })
  const agent = connections([...pems, own])
  const [program, ...rest] = config.rotate_keys ?? []
  try {
    const subject = {
      issuer,
      user: { username, password },
      clients: config.clients,
      initialAccessToken: config.initial_access_token,
      pages: { ...ourPages, ...config.pages },
      waits: slow ? trueWaits : shortWaits,
      rotateKeys: program === undefined ? undefined : async () => void (await run(program, rest)),
    }
    return await examine({ subject, relyingParty, agent }, extent)
  } finally {
    agent.destroy()
    await relyingParty.close()
  }
}
