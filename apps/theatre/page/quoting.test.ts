import { execFileSync } from 'node:child_process'
import fc, { property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addressWord, isPlainId, jsonWord, shellWord, yamlValue } from './quoting.ts'

/** What a shell makes of words, each told behind a NUL. */
const wordsOf = (text: string): string[] =>
  execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

const HOSTILE = ['$(touch /tmp/x)', '`id`', 'a; rm -rf /', 'a\nb', '-rf', '!!', '~root', '*', '"', ' ', '"$HOME"', '#x']

describe('quoting', () => {
  it('gives a shell one word, whatever it holds', () => {
    for (const text of HOSTILE) {
      const word = shellWord(text)
      if (word !== undefined) expect(wordsOf(word)).toEqual([text])
    }
  })

  it('has no word for what a quote or a letter that nobody sees could end', () => {
    expect(["a'b", 'a\\', 'a\u0003b', 'a\nb', 'a\u202eb'].map(shellWord)).toEqual(Array(5).fill(undefined))
  })

  it('holds of any text', async () => {
    await fc.assert(
      property(string({ unit: 'binary', maxLength: 40 }), (text) => {
        const word = shellWord(text)
        if (word === undefined || word === "''") return
        expect(wordsOf(word)).toEqual([text])
      }),
      { numRuns: 60 },
    )
  })

  it('gives a shell one word for any address', async () => {
    await fc.assert(
      property(string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(wordsOf(addressWord(`https://a.example/${text}`))).toHaveLength(1)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves ids as they are that a command takes for nothing else', () => {
    expect(['shop', 'https://a.example/b', 'a@b'].every(isPlainId)).toBe(true)
    expect(['', '-rf', 'a b', "a'b", '$x', 'a'.repeat(256)].some(isPlainId)).toBe(false)
  })

  it('writes JSON that stands between single quotes', async () => {
    await fc.assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(jsonWord(text)).toMatch(/^[^'\p{C}]*$/u)
        expect(JSON.parse(jsonWord(text))).toBe(text)
      }),
    )
  })

  it('writes YAML that is read as the same text', async () => {
    for (const text of [
      'openid profile',
      'true',
      '12',
      'a: b',
      'https://a.example/b?c#d',
      '- x',
      ' x',
      'x ',
      '',
      'no',
      '*a',
    ])
      expect(parse(`[${yamlValue(text)}]`)).toEqual([text])
    await fc.assert(
      property(string({ unit: 'grapheme' }), (text) => {
        expect(parse(`a: ${yamlValue([text])}`)).toEqual({ a: [text] })
      }),
    )
  })
})
