/** What is asked of the guarded fetcher. */
export interface FetchRequest {
  readonly url: string
  /** Media types that the answer may have; any where left out. */
  readonly types?: readonly string[]
  /** Of the answer, decompressed. */
  readonly mostBytes: number
  /** Sent as a form by POST; a GET where left out. */
  readonly form?: string
  /** 200 unless said otherwise. */
  readonly statuses?: readonly number[]
}
