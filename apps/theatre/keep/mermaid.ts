/** A kept flow as a Mermaid sequence diagram. What peers sent is escaped: it can end no line and begin no statement. */
import type { Kept } from '../page/boot.ts'
import { laneName } from '../page/lanes.ts'
import { titleOf } from '../page/play/kinds.ts'
import type { Play, Staged } from '../page/play/play.ts'
import { defineWords } from '../page/words.ts'
import type { Lane } from '../programme/run.ts'
import { playOf } from './keep.ts'
import { lineOf, paragraphOf } from './titles.ts'

const say = defineWords({
  en: { expected: 'expected {value}', received: 'received {value}', refused: 'refused: {error}' },
  de: { expected: 'erwartet {value}', received: 'erhalten {value}', refused: 'abgelehnt: {error}' },
})

const LONGEST = 120

/** Letters, digits and a few signs stay; all else becomes an entity, which Mermaid draws and never reads. */
export function mermaidText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return Array.from(
    short
      .toWellFormed()
      .replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim(),
    (character) =>
      /^[\p{L}\p{N} ._/→…✗§-]$/u.test(character) && !/[ﬂß]/.test(character)
        ? character
        : `#${character.codePointAt(0)};`,
  ).join('')
}

/** The lanes as participants, and each message an arrow; a check that failed is a note. */
export function mermaidOf(kept: Kept): string {
  const play = playOf(kept)
  const { lanes, messages } = play
  const participants = lanes.map((lane) => `participant ${nameOf(lane)} as ${mermaidText(laneName(lane))}`)
  const lines = [
    `title: ${mermaidText(kept.title)}`,
    ...participants,
    'autonumber',
    ...messages.flatMap((one) => linesOf(one, play)),
  ]
  return `sequenceDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`
}

/** Without a dash: it would be read as part of an arrow. */
const nameOf = (lane: Lane): string => lane.replaceAll('-', '_')

function linesOf(message: Staged, play: Play): string[] {
  const { kind, from, to, error } = message
  const [sender, receiver] = [nameOf(from), nameOf(to)]
  const told = [titleOf(message, play), lineOf(message)].map(mermaidText).filter((part) => part !== '')
  const text = kind === 'aside' ? (told[0] ?? '') : told.join('<br/>')
  if (kind === 'call') return [`note over ${sender}: ${text}`, ...notesOf(message)]
  const refusal = error === undefined ? '' : `<br/>${mermaidText(say('refused', { error }))}`
  return [`${sender}${arrows[kind]}${receiver}: ${text}${refusal}`, ...notesOf(message)]
}

/** An answer is dashed; what no party saw has an open end. */
const arrows = { request: '->>', answer: '-->>', aside: '-)' } as const

function notesOf({ to, looks }: Staged): string[] {
  return looks.flatMap((look) => {
    if (look.kind !== 'check' || look.held) return []
    const { must, expected, received, cite } = look
    const lines = [
      `✗ ${must}`,
      ...(expected === undefined ? [] : [say('expected', { value: expected })]),
      ...(received === undefined ? [] : [say('received', { value: received })]),
      paragraphOf(cite),
    ]
    return [`note over ${nameOf(to)}: ${lines.map(mermaidText).join('<br/>')}`]
  })
}
