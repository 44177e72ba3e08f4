// Makes the theatre's page after an install. Where the tools for it were left out (`npm ci --omit=dev`) it says so, and fails nothing.
import { renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const inTheatre = (path) => fileURLToPath(new URL(path, import.meta.url))
const made = inTheatre('dist')
const next = inTheatre(`dist-${process.pid}`)
const before = `${next}-before`

try {
  const { build } = await import('vite')
  await build({ configFile: inTheatre('vite.config.ts'), build: { outDir: next } })
  takeOver()
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
  process.stderr.write('the theatre was not built: vite is not installed\n')
} finally {
  for (const folder of [next, before]) rmSync(folder, { recursive: true, force: true })
}

/** The page of before stays until the new one is whole: a server that starts meanwhile serves one of them. */
function takeOver() {
  try {
    renameSync(made, before)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  try {
    renameSync(next, made)
  } catch (error) {
    // Another build took the place in between: one of the two is enough.
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return
    renameSync(before, made)
    throw error
  }
}
