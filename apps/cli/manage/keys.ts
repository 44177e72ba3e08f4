/** `sightglass keys …` */
import type { Members } from './api.ts'
import type { ManageCommand, Result } from './command.ts'
import { given } from './input.ts'

const shown = ({ items }: Members): Result => ({
  items: Array.isArray(items) ? items : [],
  columns: ['kid', 'alg', 'state', 'made_at', 'signs_from'],
})

export const keyCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'every signing key, and where it is in its life',
    run: async (api) => shown(await api.ask('GET', '/keys')),
  },
  {
    usage: 'rotate',
    says: 'publish a new key of each algorithm; it signs once verifiers had the time to see it',
    options: [['--alg <algorithm>', 'of this algorithm alone']],
    run: async (api, { alg }) => shown(await api.ask('POST', '/keys/rotate', given({ alg }))),
  },
  {
    usage: 'withdraw <kid>',
    says: 'for a key that others may have: what it signed counts no more, and another signs from now on',
    run: async (api, _, [kid = '']) => shown(await api.ask('POST', `/keys/${encodeURIComponent(kid)}/withdraw`)),
  },
]
