#!/usr/bin/env node
/**
 * The door to every command: makes sure of a Node that can run us, then goes on in commands.ts.
 * Plain JavaScript without newer syntax, since an old Node must be able to read it.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as modules from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const EX_CONFIG = 78
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Earlier releases carry CVE-2026-58041 in node:sqlite or cannot run TypeScript. */
function canRunUs(version) {
  const [major, minor, patch] = version.split('.').map(Number)
  if (major === 24) return minor >= 19
  if (major === 26) return minor > 5 || (minor === 5 && patch >= 1)
  return major > 26
}

/** The Node that is pinned among our dependencies. */
function pinnedNode() {
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  return join(root, 'node_modules', `node-${process.platform}-${process.arch}`, binary)
}

/** Runs this very command on another Node; it ends when we end, and we end as it does. */
function runOn(node) {
  const again = { ...process.env, SIGHTGLASS_PINNED_NODE: 'true' }
  const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: again })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  whenNpmIsGone(() => child.kill('SIGHUP'))
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code))
}

/** Under npm, its end is ours: killed hard, it tells nobody. Another parent may leave us behind on purpose (nohup). */
function whenNpmIsGone(stop) {
  const npm = process.ppid
  if (!process.env.npm_lifecycle_event || process.channel) return
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    stop()
  }, 250)
  watch.unref()
}

if (canRunUs(process.versions.node)) {
  if (modules.enableCompileCache) modules.enableCompileCache(join(root, 'node_modules', '.cache', 'sightglass'))
  delete process.env.SIGHTGLASS_PINNED_NODE
  whenNpmIsGone(() => process.kill(process.pid, 'SIGHUP'))
  await import('./commands.ts')
} else if (existsSync(pinnedNode()) && !process.env.SIGHTGLASS_PINNED_NODE) {
  runOn(pinnedNode())
} else {
  process.stderr.write(
    `sightglass: needs Node 24.19 or later (or 26.5.1 or later); this is ${process.versions.node}. Try: npm ci && npm start\n`,
  )
  process.exit(EX_CONFIG)
}
