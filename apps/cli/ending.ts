/** How commands end: with an exit code, and with 64 where they were not understood. */
import { EX_USAGE } from '@sightglass/process/run'
import type { Command } from 'commander'

/** What commander does not understand ends the process with 64; asked for help or version it ends with 0. */
export function endsWith64(command: Command, hint: string): void {
  command.exitOverride(({ exitCode, code }) => {
    process.exit(exitCode === 0 && code !== 'commander.help' ? 0 : EX_USAGE)
  })
  command.configureOutput({ outputError: (words, write) => write(`${words.trimEnd()} ${hint}\n`) })
}

/** A command whose action gives the exit code; what was typed wrong ends it with 64. */
export function endsWithCode<Flags extends object>(
  command: Command,
  action: (flags: Flags, words: readonly string[]) => Promise<number>,
): void {
  const hint = '(--help lists the flags)'
  command.allowExcessArguments(false)
  endsWith64(command, hint)
  command.action(async () => {
    try {
      process.exitCode = await action(command.opts<Flags>(), command.args)
    } catch (reason) {
      if (!(reason instanceof Error && reason.name === 'UsageError')) throw reason
      process.stderr.write(`${titleOf(command)}: ${reason.message} ${hint}\n`)
      process.exitCode = EX_USAGE
    }
  })
}

/** What is typed behind `sightglass`: `trace`, `recording start`. */
export const titleOf = (command: Command): string =>
  command.parent?.parent ? `${titleOf(command.parent)} ${command.name()}` : command.name()
