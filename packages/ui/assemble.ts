/** One table of many parts: each feature says its own words in its own file. */

type NameIn<Part> = Part extends unknown ? keyof Part : never
type RowIn<Part> = Part extends unknown ? Part[keyof Part] : never
type Whole<Part> = { readonly [Name in NameIn<Part>]: RowIn<Part> }

/**
 * The table of all parts.
 * @throws {Error} where two rows have one name
 */
export function assemble<const Parts extends readonly object[]>(...parts: Parts): Whole<Parts[number]> {
  const rows = parts.flatMap((part) => Object.entries(part))
  const names = new Set<string>()
  for (const [name] of rows) {
    if (names.has(name)) throw new Error(`"${name}" is in two parts of one table`)
    names.add(name)
  }
  return Object.fromEntries(rows) as Whole<Parts[number]>
}
