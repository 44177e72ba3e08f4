import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../page/words.ts'
import { keptSaying, sample } from './fixtures.ts'
import { harOf } from './har.ts'
import { htmlOf } from './html.ts'
import { jsonOf, playOf } from './keep.ts'
import { MOST_FILE_BYTES, parseKept } from './parse.ts'

const page = { script: 'export {}', style: 'p{}' }
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

afterEach(() => speak('en'))

/** The sample with one member set otherwise, `['traces', 0, 'id']`. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = structuredClone(sample)
  const holder = path.slice(0, -1).reduce<unknown>((part, name) => Reflect.get(Object(part), name), copy)
  Reflect.set(Object(holder), path.at(-1) ?? '', value)
  return JSON.stringify(copy)
}

const faultOf = (text: string): string => {
  try {
    parseKept(text)
  } catch (fault) {
    return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)
  }
  return 'it was read'
}

describe('a kept flow', () => {
  it('is read as it was written, as JSON and as a page, whatever peers said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (says) => {
        const kept = keptSaying(says.toWellFormed())
        expect(plain(parseKept(jsonOf(kept)))).toEqual(plain(kept))
        expect(plain(parseKept(await htmlOf(kept, page, 'de')))).toEqual(plain(kept))
        expect(playOf(parseKept(jsonOf(kept))).messages).toEqual(playOf(kept).messages)
      }),
      { numRuns: 60 },
    )
  })

  it('is read though an editor put a mark at its beginning', () => {
    expect(parseKept(`\uFEFF${jsonOf(sample)}`).title).toBe(sample.title)
  })
})

describe('a file that is none', () => {
  it('is refused in words that say what it is', () => {
    expect(faultOf('  ')).toContain('The file is empty')
    expect(faultOf('hello')).toContain('neither JSON nor a page')
    expect(faultOf('<!doctype html><p>hello')).toContain('This page holds no flow')
    expect(faultOf('<div id="theatre" data-boot="{&quot;feeds&quot;:[]}"></div>')).toContain('This page holds no flow')
    expect(faultOf('[]')).toContain('its member format is not sightglass-flow')
    expect(faultOf(JSON.stringify(harOf(sample)))).toContain('This is a HAR file')
    expect(faultOf(changed(['version'], 2))).toContain('version 2')
    expect(faultOf('x'.repeat(MOST_FILE_BYTES + 1))).toContain('larger than 20 MB')
  })

  it.each([
    [['traces'], {}, 'traces must be a list'],
    [['title'], undefined, 'title must be a text'],
    [['keptAt'], 1e300, 'keptAt must be a number in its bounds'],
    [['traces', 0, 'at'], 1e15, 'traces[0].at must be a number in its bounds'],
    [['traces', 0, 'id'], 'a"><script>', 'traces[0].id is longer, or of other characters'],
    [['traces', 1, 'id'], 'trace-of-authorize', 'traces[1].id stands there twice'],
    [['traces', 0, 'party'], 'browser', 'traces[0].party is none of the values'],
    [['traces', 0, 'from'], 'constructor', 'traces[0].from is none of the values'],
    [
      ['traces', 0, 'received', 'url'],
      'javascript:alert(1)',
      'traces[0].received.url must be an http or https address',
    ],
    [['traces', 0, 'steps', 0, 'cite'], 'RFC7636-99', 'traces[0].steps[0].cite is none of the values'],
    [['traces', 0, 'steps', 0, 'cite'], 'javascript:alert(1)', 'traces[0].steps[0].cite is none of the values'],
    [['traces', 0, 'steps', 0, 'cite'], 'RFC7636-constructor', 'traces[0].steps[0].cite is none of the values'],
    [['traces', 0, 'steps', 0, 'kind'], 'toString', 'traces[0].steps[0].kind is none of the values'],
    [['traces', 0, 'answer', 'status'], 200.5, 'traces[0].answer.status must be a whole number'],
    [['traces', 0, 'links', 0, 'mark'], '', 'traces[0].links[0].mark is longer'],
    [['traces', 0, 'received', 'parameters', 0, 'masked'], false, 'parameters[0].masked must be true or left out'],
    [['traces', 0, 'more'], 1, 'traces[0].more is no member that this version knows'],
    [['sent', 0, 'by'], 'nobody', 'sent[0].by is none of the values'],
    [['asides', 0, 'key'], '<b>', 'asides[0].key is longer'],
    [['run', 'outcome'], 'won', 'run.outcome is none of the values'],
  ] as const)('is refused for %j', (path, value, words) => {
    expect(faultOf(changed(path, value))).toContain(`UnreadableFile: This flow cannot be read: `)
    expect(faultOf(changed(path, value))).toContain(words)
  })

  it('is refused where a member would reach the prototype', () => {
    const text = jsonOf(sample).replace('"format"', '"__proto__": {"polluted": true}, "format"')
    expect(faultOf(text)).toContain('__proto__ is no member')
  })

  it('is refused in the language of the page', () => {
    speak('de')
    expect(faultOf(changed(['traces'], 1))).toBe(
      'UnreadableFile: Dieser Ablauf lässt sich nicht lesen: traces muss eine Liste sein.',
    )
  })

  it('is refused, or read, and never anything else, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(6), (json, at) => {
        const names = ['traces', 'title', 'sent', 'asides', 'run', 'keptAt', 'version']
        expect(faultOf(changed([names[at] ?? ''], JSON.parse(json)))).toMatch(/^(UnreadableFile: |it was read$)/)
      }),
      { numRuns: 200 },
    )
  })
})
