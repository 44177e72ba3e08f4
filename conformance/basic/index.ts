/** OpenID Connect Core: what every provider does for its clients, whatever the response type. */

import type { Behaviour } from '../trial.ts'
import { requestObjects } from './request-objects.ts'
import { requests } from './requests.ts'
import { sessions } from './sessions.ts'
import { tokens } from './tokens.ts'

export const basic: readonly Behaviour[] = [...tokens, ...requests, ...sessions, ...requestObjects]
