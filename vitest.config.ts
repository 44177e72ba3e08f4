import { defineConfig } from 'vitest/config'

const OURS = ['packages', 'apps', 'deploy', 'examples', 'bench', 'conformance', 'test']
const filesOf = (ending: string): string[] => OURS.map((folder) => `${folder}/**/*.${ending}`)
const NOT_TESTS = ['**/node_modules/**', '**/dist/**']

/** What a file's name says about it: `x.test.ts` needs nothing, `x.store.test.ts` a database, `x.browser.test.ts` a browser. */
export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    pool: 'forks',
    // One process runs many files: starting one for each costs more than most files take.
    isolate: false,
    maxWorkers: 2,
    watch: false,
    // What takes milliseconds here may take many seconds on a busy machine: these stop what hangs, and judge no speed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      project('unit', {
        include: filesOf('test.ts'),
        exclude: [...NOT_TESTS, ...filesOf('store.test.ts'), ...filesOf('browser.test.ts')],
      }),
      project('sqlite', { include: filesOf('store.test.ts') }),
      project('postgres', { include: filesOf('store.test.ts'), globalSetup: './test/postgres.ts' }),
      project('browser', {
        include: filesOf('browser.test.ts'),
        globalSetup: './test/chromium.ts',
      }),
    ],
  },
})

interface Project {
  readonly include: string[]
  readonly exclude?: string[]
  readonly globalSetup?: string
}

function project(name: string, { exclude = NOT_TESTS, ...rest }: Project) {
  return {
    extends: true as const,
    test: { name, exclude, env: { SIGHTGLASS_TEST_PROJECT: name }, setupFiles: ['./test/setup.ts'], ...rest },
  }
}
