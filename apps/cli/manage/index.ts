/** The commands that manage a running authorization server: `client`, `resource`, `user`, `keys`, `grant`, `session`, `recording`. */
import { Command } from 'commander'
import { endsWith64, endsWithCode, titleOf } from '../ending.ts'
import type { ApiFlags } from './api.ts'
import { clientCommands } from './clients.ts'
import type { ManageCommand, Result } from './command.ts'
import { ManagementFailure } from './failure.ts'
import { grantCommands } from './grants.ts'
import { keyCommands } from './keys.ts'
import { printJson, printMembers, printTable } from './print.ts'
import { recordingCommands } from './recordings.ts'
import { resourceCommands } from './resources.ts'
import { sessionCommands } from './sessions.ts'
import { userCommands } from './users.ts'

const groups: readonly (readonly [name: string, says: string, commands: readonly ManageCommand[]])[] = [
  ['client', 'manage clients', clientCommands],
  ['resource', 'manage resource servers', resourceCommands],
  ['user', 'manage people', userCommands],
  ['keys', 'manage signing keys', keyCommands],
  ['grant', 'see and revoke what people granted to clients', grantCommands],
  ['session', 'see and end browser sessions', sessionCommands],
  ['recording', 'record the messages of a client for a time', recordingCommands],
]

export function addManagement(root: Command): void {
  for (const [name, says, commands] of groups) {
    const group = root.command(name).description(`${says}, through the management API`)
    endsWith64(group, '(--help lists the commands)')
    for (const command of commands) addCommand(group, command)
  }
}

interface CommonFlags extends ApiFlags {
  readonly json?: true
}

function addCommand(group: Command, { usage, says, options = [], run }: ManageCommand): void {
  const command = new Command(usage.split(' ')[0]).description(says)
  for (const word of usage.split(' ').slice(1)) command.argument(word)
  for (const [flag, text] of options) command.option(flag, text)
  command
    .option('--json', 'print JSON')
    .option('--admin-url <url>', 'where the management API is (default: where the settings of the server put it)')
    .option(
      '--admin-token-file <file>',
      'the file of the management token (default: the one in those settings, or the one that development makes)',
    )
  endsWithCode(command, async (flags: CommonFlags, words) => {
    try {
      // Loaded when used: most starts are of the servers.
      const { openApi } = await import('./api.ts')
      print(await run(await openApi(flags), { ...flags }, words), flags.json === true)
      return 0
    } catch (reason) {
      if (!(reason instanceof ManagementFailure)) throw reason
      process.stderr.write(`${titleOf(command)}: ${reason.message}\n`)
      return 1
    }
  })
  group.addCommand(command)
}

function print(result: Result, json: boolean): void {
  if ('items' in result) {
    if (json) printJson(result.items)
    else printTable(result.items, result.columns)
  } else if ('item' in result) {
    if (json) printJson(result.item)
    else printMembers(result.item)
  } else if (json) printJson({})
  else process.stdout.write(`${result.done}\n`)
}
