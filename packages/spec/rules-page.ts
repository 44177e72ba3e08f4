/** The page that lists every rule and note: text from data, grouped by feature. */
import type { Note, Rule } from './check.ts'
import { type Citation, hrefOf, wordsOf } from './specs.ts'

export interface RuleBook {
  readonly rules: readonly Rule[]
  readonly notes: readonly Note[]
  /** The file that declares a rule or note, from the root of the repository. */
  readonly fileOf: (id: string) => string
}

const INTRODUCTION = `# Rules

Written by \`npm run rules\` from the code; do not edit. A rule is what a peer's input must be: where it does not hold,
the peer is refused with the error. A note tells something and refuses nobody. The id is stable.`

/** The text of `docs/rules.md`. */
export function rulesPage({ rules, notes, fileOf }: RuleBook): string {
  const features = [...new Set([...rules, ...notes].map(({ id }) => featureOf(id)))].sort()
  const sections = features.map((feature) => {
    const ofFeature = ({ id }: { id: string }): boolean => featureOf(id) === feature
    return section(feature, rules.filter(ofFeature), notes.filter(ofFeature), fileOf)
  })
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`
}

const featureOf = (id: string): string => id.slice(0, id.lastIndexOf('.'))

function section(feature: string, rules: readonly Rule[], notes: readonly Note[], fileOf: RuleBook['fileOf']): string {
  const files = [...new Set([...rules, ...notes].map(({ id }) => fileOf(id)))]
  const parts = [`## ${feature}`, `Declared in ${files.map((file) => `[${file}](../${file})`).join(', ')}.`]
  const ruleRows = rules.map(({ id, must, error, cite }) => row(`\`${id}\``, plain(must), `\`${error}\``, linked(cite)))
  const noteRows = notes.map(({ id, says, cite }) => row(`\`${id}\``, plain(says), linked(cite)))
  if (ruleRows.length > 0)
    parts.push([row('Rule', 'Demand', 'Error', 'Section'), row(...dashes(4)), ...ruleRows].join('\n'))
  if (noteRows.length > 0) parts.push([row('Note', 'Says', 'Section'), row(...dashes(3)), ...noteRows].join('\n'))
  return parts.join('\n\n')
}

const dashes = (count: number): string[] => Array.from({ length: count }, () => '---')
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`
const linked = (cite: Citation): string => `[${wordsOf(cite)}](${hrefOf(cite)})`

/** Text that Markdown takes as text. */
const plain = (text: string): string => text.replace(/[|*`[\]\\]/g, '\\$&').replace(/</g, '&lt;')
