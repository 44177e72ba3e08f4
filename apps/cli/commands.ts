/** The commands. Each takes the settings as flags and leaves reading them to who needs them. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runProcess } from '@sightglass/process/run'
import { Command } from 'commander'
import { APPS_FOLDER } from './services.ts'

const APPS = { auth: 'the authorization server', api: 'the resource server', web: 'the client application' }
const DEV = ['--dev', 'development mode, unless SIGHTGLASS_ENV says otherwise'] as const

function program(): Command {
  const root = new Command('sightglass').description(
    'An OAuth 2.1 and OpenID Connect system that you can watch working',
  )
  root.enablePositionalOptions()
  takesSettings(root.command('start').description('start all three servers and look after them')).action(
    async ({ dev }: { dev?: true }, command: Command) => {
      const { start } = await import('./start.ts')
      await start(command.args, dev === true)
    },
  )
  for (const [name, title] of Object.entries(APPS)) {
    takesSettings(root.command(name).description(`run ${title} alone`)).action(
      ({ dev }: { dev?: true }, command: Command) => runApp(name, command.args, dev === true),
    )
  }
  return root
}

/** Flags that commander does not know are settings; `--help` lists them. */
function takesSettings(command: Command): Command {
  return command
    .option(...DEV)
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
}

/** Runs an app in this process, as if it had been started directly. */
async function runApp(name: string, flags: readonly string[], dev: boolean): Promise<void> {
  const program = join(APPS_FOLDER, name, 'main.ts')
  if (dev) process.env.SIGHTGLASS_ENV ||= 'development'
  process.argv.splice(1, process.argv.length, program, ...flags)
  await import(pathToFileURL(program).href)
}

const [command] = process.argv.slice(2)
// An app frames itself; everything else is framed here.
if (command !== undefined && command in APPS) await program().parseAsync()
else runProcess('sightglass', async () => void (await program().parseAsync()))
