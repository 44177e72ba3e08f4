/** What a test opens is closed when it ends, last opened first, whatever became of the test. */
import { afterAll, onTestFinished } from 'vitest'

type Cleaning = () => unknown

const afterTheFile: Cleaning[] = []

/** Runs `cleaning` when the current test ends, or at the end of the file where no test is running (`beforeAll`). */
export function afterThis(cleaning: Cleaning): void {
  try {
    onTestFinished(async () => {
      await cleaning()
    })
  } catch {
    afterTheFile.push(cleaning)
  }
}

/** Called once a file by the set-up of the tests. */
export function cleanAfterTheFile(): void {
  afterAll(async () => {
    for (const cleaning of afterTheFile.splice(0).reverse()) await cleaning()
  })
}
