import { describe, expect, it } from 'vitest'
import { sections } from './sections.ts'
import { type DocumentId, documents } from './specs.ts'

const tables = Object.entries(sections) as [DocumentId, Record<string, string>][]

/** Chapters before appendices, then by number: what a table of contents is sorted by. */
function inOrder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((id) => id.split('.').map((part) => Number(part) || part.charCodeAt(0) + 1000))
  if (left === undefined || right === undefined) return false
  for (const [at, part] of left.entries()) {
    const against = right[at]
    if (against === undefined || part > against) return false
    if (part < against) return true
  }
  return right.length > left.length
}

it('every document has a table, and every table a document', () => {
  expect(Object.keys(sections).sort()).toEqual(Object.keys(documents).sort())
})

// The keys of an object that look like whole numbers come first: the order of the chapters alone says nothing.
describe.each(tables)('%s', (_, table) => {
  const ids = Object.keys(table)

  it('numbers its sections as a table of contents does', () => {
    expect(ids.filter((id) => !/^(?:[1-9]\d*|[A-Z])(?:\.[1-9]\d*)*$/.test(id))).toEqual([])
  })

  it('is in order', () => {
    const deep = ids.filter((id) => !/^\d+$/.test(id))
    expect(deep.filter((id, at) => at > 0 && !inOrder(deep[at - 1] ?? '', id))).toEqual([])
  })

  it('has each section inside one that exists', () => {
    const orphans = ids.filter((id) => id.includes('.') && !ids.includes(id.slice(0, id.lastIndexOf('.'))))
    expect(orphans).toEqual([])
  })

  it('has an anchor of its own for each section', () => {
    const anchors = Object.values(table)
    expect(anchors.filter((anchor) => !/^[A-Za-z][\w.-]*$/.test(anchor))).toEqual([])
    expect(new Set(anchors).size).toBe(anchors.length)
  })
})
