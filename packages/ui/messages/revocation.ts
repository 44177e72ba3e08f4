/** Tokens that are given back. */
import type { MessageRows } from './row.ts'

export const revocation = {
  revoke: [
    'RFC7009-2.1',
    ['Revocation', 'The client gives a token back: it needs it no more, and nobody else shall use it.'],
    ['Widerruf', 'Der Client gibt ein Token zurück: Er braucht es nicht mehr, und niemand sonst soll es benutzen.'],
  ],
  revoked: [
    'RFC7009-2.2',
    ['Revoked', 'The token is worth nothing from now on. A token that was worth nothing before gets the same answer.'],
    ['Widerrufen', 'Das Token ist von jetzt an wertlos. Ein Token, das es vorher schon war, bekommt dieselbe Antwort.'],
  ],
} satisfies MessageRows
