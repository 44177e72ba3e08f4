/** Checks what the documents show: every `ts` block type-checks; every npm script in an `sh` block, and every file named, exists. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'tmp', 'docs')
const BLOCK = /^```(ts|sh)\n(.*?)^```$/gms
const NPM = /\bnpm (?:run )?([\w:-]+)/g
/** A file or folder in running text: by its path from the root, or as a link from where the document lies. */
const NAMED = /`((?:packages|apps|test|docs|bench|conformance|deploy|examples|\.ci)\/[\w./-]*)`/g
const LINKED = /\]\((?![a-z]+:|#)([^)#\s]+)/g
const NOT_OF_TODAY = ['node_modules', 'tmp', 'CHANGELOG.md']
const OF_NPM = ['ci', 'install', 'i', 'audit', 'exec', 'ls', 'pack', 'run']

interface Block {
  readonly language: string
  readonly code: string
  /** Such as `docs/deploy.md:17`, where its first line stands. */
  readonly place: string
}

const files = ['README.md', ...globSync('docs/*.md', { cwd: ROOT })].filter((file) => existsSync(join(ROOT, file)))
const blocks = files.flatMap(blocksOf)
const mistakes = [
  ...typeMistakes(blocks.filter(({ language }) => language === 'ts')),
  ...unknownScripts(blocks),
  ...globSync('{,*/,*/*/}*.md', { cwd: ROOT, exclude: NOT_OF_TODAY }).flatMap(missingFiles),
]
for (const mistake of mistakes) process.stdout.write(`${mistake}\n`)
process.stdout.write(`Documents: ${files.length} read, ${blocks.length} blocks checked, ${mistakes.length} mistakes.\n`)
process.exitCode = mistakes.length > 0 ? 1 : 0

function blocksOf(file: string): Block[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(BLOCK)].map(({ 1: language = '', 2: code = '', index }) => {
    const line = text.slice(0, index).split('\n').length + 1
    return { language, code, place: `${file}:${line}` }
  })
}

/** Each block is a module of its own, below the root, where it finds the workspace's packages. */
function typeMistakes(modules: readonly Block[]): string[] {
  if (modules.length === 0) return []
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [at, { code }] of modules.entries()) writeFileSync(join(FOLDER, `block${at}.ts`), `${code}\nexport {}\n`)
  // An example need not use all that it names.
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, types: ['node'] }
  const config = { extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(config))
  return linesOfTsc().map((line) =>
    line.replace(/^.*?block(\d+)\.ts/, (_, at: string) => `${modules[Number(at)]?.place} block`),
  )
}

function linesOfTsc(): string[] {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    execFileSync(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '-p', FOLDER], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    return []
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : ''
    return said === '' ? [`the type check could not run: ${error}`] : said.split('\n')
  }
}

function unknownScripts(all: readonly Block[]): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const shell = all.filter(({ language }) => language === 'sh')
  return shell.flatMap(({ code, place }) =>
    [...code.matchAll(NPM)]
      .map(([, name = '']) => name)
      .filter((name) => !OF_NPM.includes(name) && !(name in scripts))
      .map((name) => `${place}: there is no npm script ${name}`),
  )
}

function missingFiles(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```.*?^```$/gms, '')
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, path = '']) => path)
  const paths = [...all(NAMED), ...all(LINKED).map((path) => join(dirname(document), path))]
  return paths.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${document}: there is no ${path}`)
}
