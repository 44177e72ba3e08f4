/** Why a visit ended: one sentence for people, without a secret. Anything else that is thrown is a bug of ours. */
export class VisitFailure extends Error {
  override readonly name = 'VisitFailure'
}
