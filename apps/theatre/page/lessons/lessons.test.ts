/** The chapters of the lessons hold together: their words, their questions, their runs. */
import { describe, expect, it } from 'vitest'
import { attacks } from '../../backstage/attacks/index.ts'
import { scenes } from '../../backstage/scenes/index.ts'
import { chapters } from './chapters/index.ts'
import { answersIn, isDone } from './progress.ts'

const locales = ['en', 'de'] as const
const each = locales.flatMap((locale) => chapters.map((chapter) => [chapter.id, locale, chapter] as const))

describe('the lessons', () => {
  it('have thirteen chapters, each with an address of its own', () => {
    expect(new Set(chapters.map(({ id }) => id)).size).toBe(13)
  })

  it.each(each)('%s in %s says one idea in a page, not in a paper', (_, locale, { words }) => {
    const { text, title } = words[locale]
    const count = text.join(' ').split(/\s+/).length
    expect([title.length > 3, count]).toEqual([true, expect.toSatisfy((n: number) => n >= 120 && n <= 240)])
  })

  it.each(each)(
    '%s in %s asks one question with one right answer, and explains each other one',
    (_, locale, chapter) => {
      const { question, options } = chapter.words[locale]
      expect(question).toMatch(/\?$/)
      expect(Object.keys(options).toSorted()).toEqual(chapter.options.toSorted())
      expect(chapter.options.filter((option) => option === chapter.right)).toHaveLength(1)
      const said = Object.values(options).flat()
      expect([said.length, new Set(said).size]).toEqual([8, 8])
      for (const words of said) expect(words).toMatch(/[.!]$/)
    },
  )

  it.each(each)('%s in %s gives no answer away by its length', (_, locale, chapter) => {
    const lengths = chapter.options.map((option) => chapter.words[locale].options[option]?.[0].length ?? 0)
    expect([lengths, Math.max(...lengths) / Math.min(...lengths) < 1.35]).toEqual([lengths, true])
  })

  it.each(each)('%s in %s closes every mark that it opens', (_, locale, { words }) => {
    const { title, text, watch, question, options } = words[locale]
    for (const prose of [title, ...text, ...Object.values(watch), question, ...Object.values(options).flat()])
      expect([prose, prose.split('`').length % 2, prose.split('*').length % 2]).toEqual([prose, 1, 1])
  })

  it.each(chapters.map((chapter) => [chapter.id, chapter] as const))('%s runs something that exists', (_, chapter) => {
    expect([...scenes, ...attacks].map(({ id }) => id)).toContain(chapter.play)
  })

  it('take a chapter for done when its question was answered rightly, and forgive what was kept wrongly', () => {
    const [first] = chapters
    if (first === undefined) throw new Error('there is no chapter')
    expect(isDone(first, answersIn(JSON.stringify({ [first.id]: first.right })))).toBe(true)
    expect(isDone(first, answersIn(JSON.stringify({ [first.id]: 'typing' })))).toBe(false)
    expect([answersIn(null), answersIn('no JSON'), answersIn('null'), answersIn('{"a":1}')]).toEqual([{}, {}, {}, {}])
  })
})
