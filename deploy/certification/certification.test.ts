/** A certification run as docs/certification.md has it: our server in production mode, our suite in the place of the other one. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Browser } from '@sightglass/conformance/browser'
import { certificateFile, certificateKeyFile } from '@sightglass/conformance/certificate'
import { examineForeign, type ForeignConfig, readForeignConfig } from '@sightglass/conformance/foreign'
import { countsOf, notOurs, reportOf, verdictsOf } from '@sightglass/conformance/index'
import { openRelyingParty } from '@sightglass/conformance/relying-party'
import { connections, Wire } from '@sightglass/conformance/wire'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { freePorts } from '../../test/ports.ts'
import { follow, type Script } from './scripted-browser.ts'

const START_MS = 60_000

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
  const [port = 0, adminPort = 0, suitePort = 0] = await freePorts(3)
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

let folder: string
let provider: ForeignConfig & { readonly issuer: string }

beforeAll(async () => {
  folder = await started()
  const { issuer = '', ...config } = readForeignConfig(join(folder, 'provider.json'))
  const suite = { certificate: certificateFile, key: certificateKeyFile, ...config.relying_party }
  provider = { issuer, ...config, relying_party: suite }
})

it('passes in production mode, with static and dynamic clients at localhost', async () => {
  const verdicts = verdictsOf(await examineForeign(provider, false, { full: false }))
  const judgement = { requireAll: notOurs }
  expect(countsOf(verdicts, judgement).failed, reportOf(verdicts, judgement)).toBe(0)
})

describe('the browser scripts of suite.json', () => {
  interface Suite {
    readonly browser: readonly Script[]
    readonly override: Readonly<Record<string, { readonly browser: readonly Script[] }>>
  }

  const scriptsOf = (module: string, file = 'suite.json'): readonly Script[] => {
    const { browser, override } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Suite
    return override[module]?.browser ?? browser
  }

  async function openBrowser() {
    const { host, port, path } = provider.relying_party ?? {}
    const [certificate, key] = [certificateFile, certificateKeyFile].map((file) => readFileSync(file, 'utf8'))
    if (certificate === undefined || key === undefined) throw new Error('there is a certificate and its key')
    const relyingParty = await openRelyingParty({ certificate, key, host, port, path })
    const agent = connections([certificate, readFileSync(join(folder, 'server.pem'), 'utf8')])
    afterThis(async () => {
      agent.destroy()
      await relyingParty.close()
    })
    const browser = new Browser(new Wire(agent), ({ origin }) => origin === relyingParty.origin)
    return { browser, relyingParty, home: relyingParty.at('') }
  }

  const at = (path: string, members: Readonly<Record<string, string>>): URL =>
    new URL(`${path}?${new URLSearchParams(members)}`, provider.issuer)

  const asking = (home: string, more: Readonly<Record<string, string>> = {}): URL =>
    at('/oauth2/authorize', {
      ...{ client_id: 'certification-1', response_type: 'id_token', scope: 'openid', nonce: 'a-nonce-of-the-test' },
      ...{ redirect_uri: `${home}/callback`, ...more },
    })

  it('sign in, again where that is asked for, and show pages that nobody is sent back from', async () => {
    const { browser, home } = await openBrowser()
    const [first] = await follow(browser, asking(home), scriptsOf('oidcc-server'))
    expect(first.landing?.url.hash).toContain('id_token=')
    const [again, pictures] = await follow(browser, asking(home, { prompt: 'login' }), scriptsOf('oidcc-prompt-login'))
    expect([again.landing?.url.hash.includes('id_token='), pictures]).toEqual([true, 1])
    const unregistered = asking(home, { redirect_uri: `${home}/other` })
    const [refused, shown] = await follow(browser, unregistered, scriptsOf('oidcc-ensure-registered-redirect-uri'))
    expect([refused.page?.status, shown]).toEqual([400, 1])
  })

  it.each<[module: string, asked: (hint: string, home: string) => Readonly<Record<string, string>>, pictures: number]>([
    ['', (hint, home) => ({ id_token_hint: hint, post_logout_redirect_uri: `${home}/post_logout_redirect` }), 0],
    ['bad-post-logout-redirect-uri', (hint, home) => ({ id_token_hint: hint, post_logout_redirect_uri: home }), 1],
    ['bad-id-token-hint', (hint, home) => ({ id_token_hint: `${hint}A`, post_logout_redirect_uri: home }), 1],
    ['no-id-token-hint', (_, home) => ({ post_logout_redirect_uri: `${home}/post_logout_redirect` }), 1],
    ['no-params', () => ({}), 1],
    ['only-state', () => ({ state: 'a-state-of-the-test' }), 1],
    ['no-post-logout-redirect-uri', (hint) => ({ id_token_hint: hint }), 1],
  ])('sign out: %s', async (module, asked, pictures) => {
    const { browser, home } = await openBrowser()
    const scripts = scriptsOf(`oidcc-rp-initiated-logout${module && `-${module}`}`)
    const [signedIn] = await follow(browser, asking(home), scripts)
    const hint = new URLSearchParams(signedIn.landing?.url.hash.slice(1)).get('id_token') ?? ''
    const [end, taken] = await follow(browser, at('/oauth2/logout', asked(hint, home)), scripts)
    expect([end.landing !== undefined, taken]).toEqual([module === '', pictures])
  })

  it.each(['backchannel', 'frontchannel'])(
    'sign out a client of %s logout, and tell it by its channel alone',
    async (channel) => {
      const { browser, home, relyingParty } = await openBrowser()
      const scripts = scriptsOf('', `suite-${channel}.json`)
      const [signedIn] = await follow(browser, asking(home, { client_id: `certification-${channel}` }), scripts)
      const hint = new URLSearchParams(signedIn.landing?.url.hash.slice(1)).get('id_token') ?? ''
      const asked = { id_token_hint: hint, post_logout_redirect_uri: `${home}/post_logout_redirect` }
      const [end] = await follow(browser, at('/oauth2/logout', asked), scripts)
      expect(end.landing?.url.pathname).toBe('/test/a/sightglass/post_logout_redirect')
      const told = await relyingParty.receive(`${home}/backchannel_logout`, channel === 'backchannel' ? 5000 : 200)
      expect(told?.method).toBe(channel === 'backchannel' ? 'POST' : undefined)
    },
  )
})
