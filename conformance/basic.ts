/** OpenID Connect Core: what every provider does for its clients, whatever the response type. */
import { requestObjects } from './basic-request-objects.ts'
import { requests } from './basic-requests.ts'
import { sessions } from './basic-sessions.ts'
import { tokens } from './basic-tokens.ts'
import type { Behaviour } from './trial.ts'

export const basic: readonly Behaviour[] = [...tokens, ...requests, ...sessions, ...requestObjects]
