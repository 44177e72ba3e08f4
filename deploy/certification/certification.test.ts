/** A certification run as docs/certification.md has it: our server in production mode, our suite in the place of the other one. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificateFile, certificateKeyFile } from '@sightglass/conformance/certificate'
import { examineForeign, readForeignConfig } from '@sightglass/conformance/foreign'
import { countsOf, notOurs, reportOf, verdictsOf } from '@sightglass/conformance/index'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'

const START_MS = 30_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What a shell of ours has set is about another server. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(SIGHTGLASS_|CERTIFICATION_|LOG_|OAUTH_|DATABASE_URL)/.test(name),
    ),
  )

/** Resolves to the folder with everything that was made. */
async function started(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-certification-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  if (spawnSync('openssl', ['version']).status !== 0) {
    // What is there stays: the rest of the set-up needs no openssl where it is told the certificate of the suite.
    copyFileSync(certificateFile, join(folder, 'server.pem'))
    copyFileSync(certificateKeyFile, join(folder, 'server.key'))
  }
  const [port, adminPort, suitePort] = [await freePort(), await freePort(), await freePort()]
  const child = spawn('sh', [join(import.meta.dirname, 'start.sh'), folder], {
    env: {
      ...ownEnvironment(),
      CERTIFICATION_ISSUER: `https://localhost:${port}`,
      CERTIFICATION_SUITE: `https://localhost:${suitePort} https://localhost.emobix.co.uk:${suitePort}`,
      CERTIFICATION_SUITE_CERTIFICATE: certificateFile,
      CERTIFICATION_ADMIN_PORT: String(adminPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterThis(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-4000)
    })
  for (const endMs = performance.now() + START_MS; !said.includes('alice signs in'); ) {
    if (child.exitCode !== null || performance.now() > endMs) throw new Error(`the server did not start:\n${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return folder
}

it('passes in production mode, with static and dynamic clients at localhost', { timeout: 180_000 }, async () => {
  const folder = await started()
  const { issuer = '', ...config } = readForeignConfig(join(folder, 'provider.json'))
  const suite = { certificate: certificateFile, key: certificateKeyFile, ...config.relying_party }
  const findings = await examineForeign({ issuer, ...config, relying_party: suite }, false, { full: false })
  const verdicts = verdictsOf(findings)
  const judgement = { requireAll: notOurs }
  expect(countsOf(verdicts, judgement).failed, reportOf(verdicts, judgement)).toBe(0)
  expect(readFileSync(join(folder, 'suite.json'), 'utf8')).toContain(`${issuer}/.well-known/openid-configuration`)
})
