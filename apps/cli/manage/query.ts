/** The query of a request to the management API. */
export type Query = Readonly<Record<string, string | undefined>>

/** Only the members that there are. */
export function withQuery(path: string, query: Query): string {
  const members = Object.entries(query).filter((member): member is [string, string] => member[1] !== undefined)
  return members.length === 0 ? path : `${path}?${new URLSearchParams(members)}`
}
