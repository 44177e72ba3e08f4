import { afterEach, describe, expect, it } from 'vitest'
import { loadRuleBook } from '../../../../test/rule-book.ts'
import { speak } from '../words.ts'
import { explanationOf, isExplained } from './explain.ts'
import { around } from './explained/around.ts'
import { asking } from './explained/asking.ts'
import { granting } from './explained/granting.ts'
import { grants } from './explained/grants.ts'
import { returning } from './explained/returning.ts'
import { tokens } from './explained/tokens.ts'

afterEach(() => speak('en'))

const { rules } = await loadRuleBook()
const ofProduct = rules.filter(({ id }) => !id.startsWith('fixture'))

describe('the explanations', () => {
  it('know every rule of the rule book, or its family', () => {
    expect(ofProduct.map(({ id }) => id).filter((id) => !isExplained(id))).toEqual([])
  })

  it('say in both languages what a failure means and what to do', () => {
    for (const locale of ['en', 'de'] as const) {
      speak(locale)
      for (const { id } of ofProduct) {
        const { means, fix } = explanationOf(id)
        for (const text of [means, fix]) expect(text, id).toMatch(/^[A-ZÄÖÜ].*[.]$/s)
        expect(means + fix, id).not.toMatch(/[{}]/)
      }
    }
  })

  it('name no rule that does not exist', () => {
    const known = new Set(rules.flatMap(({ id }) => [id, id.slice(0, id.lastIndexOf('.'))]))
    const named = Object.keys({ ...asking, ...returning, ...granting, ...grants, ...tokens, ...around })
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('fill in which token it is', () => {
    expect(explanationOf('logout-token.signature').means).toContain('logout token')
    speak('de')
    expect(explanationOf('id-token.signature').means).toContain('ID-Token')
  })

  it('have words of their own where a family says too little', () => {
    expect(explanationOf('client.secret').means).toContain('Neither is shown')
    expect(explanationOf('nobody.knows').fix).toContain('Compare')
  })
})
