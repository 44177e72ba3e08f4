/** The commands. Those that run servers take the settings as flags and leave reading them to who needs them. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { version } from '@sightglass/process/config'
import { runProcess } from '@sightglass/process/run'
import { Command } from 'commander'
import type { AddUserFlags } from './add-user.ts'
import type { DemoFlags } from './demo/command.ts'
import { endsWith64, endsWithCode } from './ending.ts'
import type { HashFlags } from './hash-password.ts'
import { addManagement } from './manage/index.ts'
import { APPS_FOLDER } from './services.ts'
import type { TerminalFlags } from './terminal/command.ts'
import type { TraceFlags } from './trace/command.ts'

const APPS = { auth: 'the authorization server', api: 'the resource server', web: 'the client application' }
const DEV = ['--dev', 'development mode, unless SIGHTGLASS_ENV says otherwise'] as const

function program(): Command {
  const root = new Command('sightglass').description(
    'An OAuth 2.1 and OpenID Connect system that you can watch working',
  )
  root.enablePositionalOptions().version(`sightglass ${version}`, '--version', 'print the version')
  endsWith64(root, '(--help lists the commands)')
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
  addDemo(root)
  addTerminal(root)
  addTrace(root)
  addHashPassword(root)
  addAddUser(root)
  addManagement(root)
  return root
}

function addDemo(root: Command): void {
  const command = root
    .command('demo')
    .description('run the whole flow against the servers that are up, as a browser would')
  command
    .option('--username <name>', 'the account to sign in with (default: alice)')
    .option('--all', 'all demo accounts, one after the other')
    .option('--password <password>', 'if it is not that of the demo account')
    .option('--password-stdin', 'read the password from standard input')
    .option('--output <file>', 'write the result as JSON')
    .option('--client-url <url>', 'where the client application is')
    .option('--auth-url <url>', 'where the authorization server is')
    .option('--resource-url <url>', 'where the resource server is')
  endsWithCode(command, async (flags: DemoFlags) => (await import('./demo/command.ts')).demo(flags))
}

function addTerminal(root: Command): void {
  const command = root
    .command('terminal')
    .description(
      'a client without a browser: asks for user name and password, or shows a code, and calls the resource server',
    )
  command
    .option('--device', 'show a code to be typed elsewhere (device grant), instead of taking the password')
    .option('--username <name>', 'who signs in; left out, it is asked for or read from standard input')
    .option('--scope <scope>', 'what to ask for (default: openid profile vault)')
    .option('--json', 'print what came of it as JSON')
    .option('--auth-url <url>', 'where the authorization server is')
    .option('--resource-url <url>', 'where the resource server is')
  endsWithCode(command, async (flags: TerminalFlags) => (await import('./terminal/command.ts')).terminal(flags))
}

function addTrace(root: Command): void {
  const command = root
    .command('trace')
    .description('print the newest flow that the running servers recorded: its messages and what was checked')
  command
    .option('--client <client_id>', 'only flows of this client, also those that only claimed to be')
    .option('--id <trace id>', 'the flow with this trace, as an error page or an error_uri names it')
    .option('--failed', 'explain what failed last')
    .option('--list', 'one line for each flow that is kept')
    .option('--follow', 'print messages as they come, until Ctrl+C')
    .option('--open <file>', 'print a flow that was kept as JSON or HTML')
    .option('--brief', 'one line for all checks of a message that held')
    .option('--json', 'print the flow as JSON, which --open and the theatre read')
    .option('--mermaid', 'print the flow as a Mermaid sequence diagram')
    .option('--html <file>', 'write the flow as one page that needs no server')
    .option('--har <file>', 'write the flow as HAR 1.2')
    .option('--token-file <file>', 'the file of a viewing token, for what is recorded in production')
    .option('--client-url <url>', 'where the client application is')
    .option('--auth-url <url>', 'where the authorization server is')
    .option('--resource-url <url>', 'where the resource server is')
  endsWithCode(command, async (flags: TraceFlags) => (await import('./trace/command.ts')).trace(flags))
}

function addHashPassword(root: Command): void {
  const command = root.command('hash-password').description('print the hash of a password as the server stores it')
  command
    .option('--password <password>', 'the password; left out, it is asked for or read from standard input')
    .option('--all', 'the hashes of all demo accounts')
  endsWithCode(command, async (flags: HashFlags) => (await import('./hash-password.ts')).hashPassword(flags))
}

function addAddUser(root: Command): void {
  const command = root.command('add-user').description('add a person to the database of the authorization server')
  command
    .requiredOption(
      '--username <name>',
      'what the person types to sign in; the password is asked for, or read from standard input',
    )
    .option('--name <name>', 'the claim name')
    .option('--email <address>', 'the claim email')
  endsWithCode(command, async (flags: AddUserFlags) => (await import('./add-user.ts')).addUser(flags))
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
