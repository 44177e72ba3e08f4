import { describe, expect, it } from 'vitest'
import { html, render } from './html.ts'
import { chooseLocale, defineTexts } from './texts.ts'

describe('texts', () => {
  const texts = defineTexts({
    en: { hello: 'Hello {name}, from {place}.', plain: 'Yes' },
    de: { hello: 'Aus {place}: hallo {name}.', plain: 'Ja' },
  })

  it('are said in the language of the page, in the order that it wants', () => {
    expect(render(texts('en')('hello', { name: 'Al', place: 'Bo' }))).toBe('Hello Al, from Bo.')
    expect(render(texts('de')('hello', { name: 'Al', place: 'Bo' }))).toBe('Aus Bo: hallo Al.')
    expect(render(texts('de')('plain'))).toBe('Ja')
  })

  it('escape what fills their placeholders, once', () => {
    const say = texts('en')
    expect(render(say('hello', { name: '<b>&', place: html`<i>x</i>` }))).toBe('Hello &lt;b&gt;&amp;, from <i>x</i>.')
    expect(render(html`<p>${say('hello', { name: '&', place: '' })}</p>`)).toBe('<p>Hello &amp;, from .</p>')
  })

  it('are refused where a language lacks a placeholder', () => {
    expect(() => defineTexts({ en: { a: 'Hello {name}' }, de: { a: 'Hallo' } })).toThrow('"a"')
  })
})

describe('the language', () => {
  it('is the one that the client asked for, then the one that the browser prefers, then English', () => {
    expect(chooseLocale('en', 'fr de-CH en')).toBe('de')
    expect(chooseLocale('fr, de-AT;q=0.5, en;q=0.4')).toBe('de')
    expect(chooseLocale('en;q=0.2, de;q=0.9')).toBe('de')
    expect(chooseLocale('de;q=0, fr')).toBe('en')
    expect(chooseLocale(null)).toBe('en')
    expect(chooseLocale('de', 'fr')).toBe('de')
    expect(chooseLocale(`${'x,'.repeat(100_000)}de`)).toBe('en')
  })
})
