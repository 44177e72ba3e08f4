import type { Api } from './api.ts'

/** What a command prints: a table of items, the members of one, or a line. */
export type Result =
  | { readonly items: readonly Readonly<Record<string, unknown>>[]; readonly columns: readonly string[] }
  | { readonly item: Readonly<Record<string, unknown>> }
  | { readonly done: string }

export interface ManageCommand {
  /** With its arguments: `show <client_id>`. */
  readonly usage: string
  readonly says: string
  /** Flags and what they say; those that end with `...>` may be repeated. */
  readonly options?: readonly (readonly [flag: string, says: string])[]
  readonly run: (api: Api, flags: Readonly<Record<string, unknown>>, words: readonly string[]) => Promise<Result>
}
