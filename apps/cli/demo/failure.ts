/** Why the scripted flow ended: one sentence for people, without a secret. Anything else that is thrown is a bug of ours. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure'
}

/** What was typed makes no sense: exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
