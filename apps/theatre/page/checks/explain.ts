/** What a failed check means, and what to do about it: in words of its own, or in those of its family. */
export interface Explanation {
  readonly means: string
  readonly fix: string
}
export const explanationOf = (rule: string): Explanation => ({ means: rule, fix: rule })
