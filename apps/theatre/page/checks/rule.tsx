/** A rule as it is written: its sentence in English, as it goes over the wire, its paragraph and its id. */
import type { Look } from '@sightglass/trace'
import { Cite } from '../cite.tsx'
import { Gloss } from '../glossary/gloss.tsx'
import { depth } from '../message/depth.ts'
import { lookedAt } from '../play/play.ts'
import { hrefTo } from '../route.ts'
import { say } from './words.ts'

interface OfRule {
  readonly look: Look
  /** The message whose look has this address. */
  readonly of: string | undefined
}

export function Rule({ look, of }: OfRule) {
  const sentence = (
    <span lang="en">
      <Gloss text={look.kind === 'check' ? look.must : look.says} />
    </span>
  )
  const where = (
    <span>
      <Cite cite={look.cite} /> <RuleId rule={lookedAt(look)} of={of} />
    </span>
  )
  if (depth.value === 'newcomer') return <p class="rule">{sentence}</p>
  return (
    <p class="rule">
      {depth.value === 'specification' ? where : sentence} {depth.value === 'specification' ? sentence : where}
    </p>
  )
}

/** The id of a rule; it stands at its first look as an address. */
function RuleId({ rule, of }: { readonly rule: string; readonly of: string | undefined }) {
  if (of === undefined) return <code class="rule-id">{rule}</code>
  return (
    <a class="rule-id" href={hrefTo(of, rule)} title={say('address')}>
      <code>{rule}</code>
    </a>
  )
}
