/** What a failed check means, and what to do about it: in words of its own, or in those of its family. */
import { spoken } from '../words.ts'
import { around } from './explained/around.ts'
import { asking } from './explained/asking.ts'
import { granting } from './explained/granting.ts'
import { grants } from './explained/grants.ts'
import { jwt, tokenNames } from './explained/jwt.ts'
import { returning } from './explained/returning.ts'
import type { Row, Rows } from './explained/row.ts'
import { tokens } from './explained/tokens.ts'
import { waiting } from './explained/waiting.ts'

export interface Explanation {
  readonly means: string
  readonly fix: string
}

const rows: Rows = { ...asking, ...returning, ...granting, ...grants, ...tokens, ...around, ...waiting }

/** Of a rule that nobody knows here. */
const general: Row = [
  ['A rule did not hold, so the receiver went no further.', 'Compare what was expected with what was received.'],
  [
    'Eine Regel wurde verletzt, also ging der Empfänger nicht weiter.',
    'Vergleichen Sie, was erwartet war, mit dem, was kam.',
  ],
]

/** What the failure of this rule means, in the language of the page. */
export function explanationOf(rule: string): Explanation {
  const { row, token } = rowOf(rule) ?? { row: general, token: undefined }
  const at = spoken() === 'de' ? 1 : 0
  const [means, fix] = row[at].map((text) => text.replaceAll('{token}', token?.[at] ?? ''))
  return { means: means ?? '', fix: fix ?? '' }
}

/** Whether this rule, or its family, has words. */
export const isExplained = (rule: string): boolean => rowOf(rule) !== undefined

interface Found {
  readonly row: Row
  readonly token: readonly [en: string, de: string] | undefined
}

function rowOf(rule: string): Found | undefined {
  const dot = rule.lastIndexOf('.')
  const [family, name] = [rule.slice(0, dot), rule.slice(dot + 1)]
  const token = Object.hasOwn(tokenNames, family) ? tokenNames[family] : undefined
  const row = own(rows, rule) ?? (token && own(jwt, name)) ?? own(rows, family)
  return row && { row, token }
}

const own = (table: Rows, key: string): Row | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)
