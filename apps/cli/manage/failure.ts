/** The API refused, or cannot be reached: one sentence for people, and what is wrong with each member. Exit code 1. */
export class ManagementFailure extends Error {
  override readonly name = 'ManagementFailure'
}
