/** What every engine must do, as one suite of tests: run by `contract.test.ts` and `contract.store.test.ts`. */
import { describe } from 'vitest'
import { contractOfCommit } from './commit.ts'
import { contractOfFaults } from './faults.ts'
import { contractOfIndexes } from './indexes.ts'
import { contractOfModel } from './model.ts'
import { contractOfRaces } from './races.ts'
import type { OpenDatabase } from './records.ts'
import { contractOfVerbs } from './verbs.ts'
import { contractOfVersions } from './versions.ts'

export function contract(name: string, database: OpenDatabase): void {
  describe(name, () => {
    contractOfVerbs(database)
    contractOfIndexes(database)
    contractOfCommit(database)
    contractOfVersions(database)
    contractOfRaces(database)
    contractOfFaults(database)
    contractOfModel(database)
  })
}
