/** What was typed makes no sense: exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
