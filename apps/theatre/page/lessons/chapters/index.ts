/** The path of the lessons, in order. */
import type { Chapter } from '../chapter.ts'
import { accessToken } from './access-token.ts'
import { channels } from './channels.ts'
import { clientSecret } from './client-secret.ts'
import { code } from './code.ts'
import { idToken } from './id-token.ts'
import { leaving } from './leaving.ts'
import { parties } from './parties.ts'
import { password } from './password.ts'
import { pkce } from './pkce.ts'
import { redirectUri } from './redirect-uri.ts'
import { refresh } from './refresh.ts'
import { reuse } from './reuse.ts'
import { state } from './state.ts'

export const chapters: readonly Chapter[] = [
  password,
  parties,
  channels,
  redirectUri,
  state,
  code,
  pkce,
  clientSecret,
  accessToken,
  idToken,
  refresh,
  reuse,
  leaving,
]
