/** What an operator says of the addresses that clients name: which private hosts may be asked, and who vouches for them. */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setting } from '@sightglass/process'
import type { FetcherOptions } from '@sightglass/server'
import { z } from 'zod'

const place = z
  .string()
  .regex(/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i, {
    error: 'must be a host and its port, as in keys.internal:8443',
  })
  .refine((text) => URL.canParse(`https://${text}`), { error: 'must be a host and its port' })

export const fetcherSettings = {
  privateHosts: setting({
    key: 'auth.private_hosts',
    env: 'SIGHTGLASS_AUTH_PRIVATE_HOSTS',
    flag: '--private-hosts',
    type: z.array(place, { error: 'must be a host and its port, or a list of them' }),
    default: [],
    description:
      'Hosts with private addresses, or with another port than 443, that clients may name for their keys, request objects and logouts: host:port, separated by commas. All others must be public.',
  }),
  caCertificates: setting({
    key: 'auth.ca_certificates',
    env: 'SIGHTGLASS_AUTH_CA_CERTIFICATES',
    flag: '--ca-certificates',
    type: z.string().min(1).optional(),
    description: 'The PEM file of certificates to trust beside those of the system, where clients name an address.',
  }),
}

export interface FetcherConfig {
  readonly privateHosts: readonly string[]
  readonly caCertificates: string | undefined
}

export function verifyFetcher(config: FetcherConfig, mistake: (name: 'caCertificates', what: string) => void): void {
  const { caCertificates: file } = config
  if (file === undefined) return
  try {
    if (certificatesIn(file).length === 0) mistake('caCertificates', `${file} holds no certificate in PEM`)
  } catch (reason) {
    mistake('caCertificates', `cannot read ${file}: ${reason instanceof Error ? reason.message : 'unknown reason'}`)
  }
}

/** In development the demo application may be asked too, by http: `demo` is its address. */
export function fetcherOptionsOf({ privateHosts, caCertificates: file }: FetcherConfig, demo?: string): FetcherOptions {
  return {
    ...(demo === undefined
      ? { privateHosts }
      : { privateHosts: [...privateHosts, placeOf(demo)], plainLoopback: true }),
    caCertificates: file === undefined ? [] : certificatesIn(file),
  }
}

function placeOf(address: string): string {
  const { hostname, port, protocol } = new URL(address)
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

/** @throws {Error} where the file cannot be read, or a certificate in it. */
function certificatesIn(file: string): readonly string[] {
  const pem = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  for (const certificate of pem) new X509Certificate(certificate)
  return pem
}
