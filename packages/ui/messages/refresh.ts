/** A refresh token for new ones. */
import type { MessageRows } from './row.ts'

export const refresh = {
  refresh: [
    'RFC6749-6',
    ['Refresh', 'The access token lives shortly. The refresh token gets a new one without asking you again.'],
    ['Erneuern', 'Das Access-Token lebt nur kurz. Das Refresh-Token holt ein neues, ohne Sie noch einmal zu fragen.'],
  ],
  'refresh@attacker': [
    'RFC6749-6',
    ['Refresh', 'The attacker has a refresh token and wants new tokens for it.'],
    ['Erneuern', 'Der Angreifer hat ein Refresh-Token und will neue Token dafür.'],
  ],
} satisfies MessageRows
