/**
 * Loaded before everything else in the sandbox process, and in no other: three modules of the specification are replaced by those
 * beside this file. The real code has no switch, so that none can be left on.
 */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = (file: string): string => new URL(file, import.meta.url).href
const stands: ReadonlyMap<string, string> = new Map(
  ['check.ts', 'code.ts', 'refresh.ts'].map((file) => [
    new URL(`../../../packages/spec/${file}`, import.meta.url).href,
    here(file),
  ]),
)

if (process.argv[1] !== fileURLToPath(here('main.ts'))) throw new Error('only the sandbox may run without a check')

// Whoever started it is gone, or waits no longer: it may be so before the servers have been loaded.
process.once('disconnect', () => process.exit())

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const stand = stands.get(resolved.url)
    // What stands for a module stands on it.
    return stand === undefined || stand === context.parentURL ? resolved : { ...resolved, url: stand }
  },
})
