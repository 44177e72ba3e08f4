import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@sightglass/process'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { loopbackCertificate } from '../../test/https-server.ts'
import { fetcherOptionsOf, fetcherSettings, verifyFetcher } from './fetcher-settings.ts'

const read = (env: Readonly<Record<string, string>>) =>
  loadConfig({ schema: fetcherSettings, app: 'auth', env, argv: [], verify: verifyFetcher })

function written(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-certificates-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'certificates.pem')
  writeFileSync(file, text)
  return file
}

describe('what clients may name', () => {
  it('is public unless the operator says otherwise', async () => {
    expect(fetcherOptionsOf(await read({}))).toEqual({ privateHosts: [], caCertificates: [] })
  })

  it('is the demo application too in development, by http', async () => {
    const config = await read({})
    for (const [demo, place] of [
      ['http://localhost:8080', 'localhost:8080'],
      ['http://localhost', 'localhost:80'],
      ['https://demo.test', 'demo.test:443'],
    ] as const)
      expect(fetcherOptionsOf(config, demo)).toMatchObject({ privateHosts: [place], plainLoopback: true })
  })

  it('is told as hosts with their ports, and certificates of a file', async () => {
    const config = await read({
      SIGHTGLASS_AUTH_PRIVATE_HOSTS: 'keys.internal:8443, [::1]:9443',
      SIGHTGLASS_AUTH_CA_CERTIFICATES: written(`one\n${loopbackCertificate}\n${loopbackCertificate}`),
    })
    expect(fetcherOptionsOf(config)).toEqual({
      privateHosts: ['keys.internal:8443', '[::1]:9443'],
      caCertificates: [loopbackCertificate.trim(), loopbackCertificate.trim()],
    })
  })

  it.each([
    'keys.internal',
    '*.internal:443',
    'https://keys.internal:443',
    'keys.internal:99999',
    'user@keys.internal:1',
  ])('is no host and port: %s', async (host) => {
    await expect(read({ SIGHTGLASS_AUTH_PRIVATE_HOSTS: host })).rejects.toThrow('must be a host and its port')
  })

  it('is vouched for by certificates that can be read', async () => {
    const fileOf = (SIGHTGLASS_AUTH_CA_CERTIFICATES: string) => read({ SIGHTGLASS_AUTH_CA_CERTIFICATES })
    await expect(fileOf('/nowhere/at/all.pem')).rejects.toThrow('cannot read')
    await expect(fileOf(written('nothing'))).rejects.toThrow('holds no certificate')
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    await expect(fileOf(written(broken))).rejects.toThrow('cannot read')
  })
})
