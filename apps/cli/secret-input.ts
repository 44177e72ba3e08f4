/** Reading a secret that must not stand on the screen or in the list of processes. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** The first line of standard input: typed unseen after a prompt on a terminal, else as it comes. `undefined` where none came. */
export async function readSecret(prompt: string): Promise<string | undefined> {
  const { stdin, stderr } = process
  const terminal = stdin.isTTY === true
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (terminal) stderr.write(`${prompt}: `)
  const lines = createInterface({ input: stdin, output: unseen, terminal })
  try {
    return await new Promise((resolve) => {
      lines.once('line', resolve)
      lines.once('close', () => resolve(undefined))
      // In raw mode Ctrl+C is a key like others; closing gives the terminal back as it was.
      lines.once('SIGINT', () => {
        lines.close()
        stderr.write('\n')
        process.kill(process.pid, 'SIGINT')
      })
    })
  } finally {
    lines.close()
    if (terminal) stderr.write('\n')
  }
}
