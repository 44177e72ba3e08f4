/** Runs before every test file of every project. */
import { afterAll } from 'vitest'
import { cleanAfterTheFile } from './cleaning.ts'
import { tellPagesOfFailures } from './open-pages.ts'
import { watchRules, writeSeenRules } from './rule-coverage.ts'

watchRules()
afterAll(writeSeenRules)
cleanAfterTheFile()
tellPagesOfFailures()
