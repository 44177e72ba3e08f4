/** What a token is worth. */
import type { MessageRows } from './row.ts'

export const introspection = {
  introspect: [
    'RFC7662-2.1',
    ['Introspection', 'The resource server asks what the token is worth now. It has to prove who it is first.'],
    [
      'Introspektion',
      'Der Ressourcenserver fragt, was das Token jetzt wert ist. Zuerst muss er sich selbst ausweisen.',
    ],
  ],
  'introspect@attacker': [
    'RFC7662-2.1',
    [
      'Introspection',
      'The attacker asks what a token is worth. Whoever asks has to prove who they are, and shall learn only of tokens that are meant for them.',
    ],
    [
      'Introspektion',
      'Der Angreifer fragt, was ein Token wert ist. Wer fragt, muss sich ausweisen und soll nur von Token erfahren, die für ihn bestimmt sind.',
    ],
  ],
  introspected: [
    'RFC7662-2.2',
    ['What the token is worth', 'Active with its claims, or inactive without a word why: the trace tells.'],
    ['Was das Token wert ist', 'Aktiv mit seinen Angaben oder inaktiv ohne ein Wort warum: Das sagt die Aufzeichnung.'],
  ],
} satisfies MessageRows
