/** The words of the lab are complete: for each attack, each answer and each aside, in both languages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { locales } from '@sightglass/ui/texts'
import { afterEach, describe, expect, it } from 'vitest'
import { loadRuleBook } from '../../../../test/rule-book.ts'
import { attackEntries } from '../../programme/attacks.ts'
import { asideOfAttack } from '../play/asides-of-attacks.ts'
import { speak } from '../words.ts'
import { answerWords, NOTHING } from './words/answers.ts'
import { textOf } from './words/index.ts'

afterEach(() => speak('en'))

describe.each(locales)('in %s', (locale) => {
  it.each(attackEntries.map(({ id }) => id))('%s is told', (id) => {
    speak(locale)
    const { title, story, stopped, holds } = textOf(id)
    for (const text of [title, ...story, stopped, holds]) expect(text.length).toBeGreaterThan(5)
  })

  it('each answer has words of its own', () => {
    speak(locale)
    const answers = [...new Set(attackEntries.flatMap((entry) => entry.answers)), NOTHING]
    const words = answers.map(answerWords)
    expect(words.filter((text, at) => text === answers[at])).toEqual([])
  })

  it('each aside of an attack has words', () => {
    speak(locale)
    const folder = join(import.meta.dirname, '../../backstage')
    const files = [
      'attacks/browsers',
      'attacks/codes',
      'attacks/forgeries',
      'attacks/stolen-tokens',
      'attacks/wrong-servers',
    ]
    const keys = [...files, 'native-login'].flatMap((file) =>
      Array.from(
        readFileSync(join(folder, `${file}.ts`), 'utf8').matchAll(/aside\(\s*'([^']+)'/g),
        ([, key = '']) => key,
      ),
    )
    expect(keys.length).toBeGreaterThan(15)
    expect(keys.filter((key) => asideOfAttack('code-interception', key) === undefined)).toEqual([])
  })
})

it('says nothing of the asides of others', () => {
  expect(asideOfAttack('refresh', 'link-in-mail')).toBeUndefined()
})

it('every answer is a rule of the product, and the right one is among them', async () => {
  const book = new Set((await loadRuleBook()).rules.map(({ id }) => id))
  for (const { id, off, answers } of attackEntries) {
    expect([id, answers.filter((answer) => !book.has(answer))]).toEqual([id, []])
    expect([id, answers.includes(off), new Set(answers).size]).toEqual([id, true, answers.length])
  }
})
