/** Writes docs/rules.md: `npm run rules`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rulesPage } from '@sightglass/spec/rules-page'
import { loadRuleBook, ROOT } from './rule-book.ts'

writeFileSync(join(ROOT, 'docs', 'rules.md'), rulesPage(await loadRuleBook()))
