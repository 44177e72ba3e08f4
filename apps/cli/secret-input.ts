/** Reading what a person types, some of which must not stand on the screen or in the list of processes. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export interface Question {
  readonly prompt: string
  /** Typed unseen. */
  readonly secret: boolean
}

/**
 * A line of standard input for each question: asked for on a terminal, else as they come. `undefined` where none came. One reader
 * for all of them: of what is pasted in one go, the second line is unseen before it is read.
 */
export async function readAnswers(questions: readonly Question[]): Promise<(string | undefined)[]> {
  const { stdin, stderr } = process
  const terminal = stdin.isTTY === true
  const answers: string[] = []
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (terminal && questions[answers.length]?.secret === false) stderr.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input: stdin, output: shown, terminal })
  const ask = (): void => {
    const question = questions[answers.length]
    if (!terminal || question === undefined) return
    lines.setPrompt(question.secret ? '' : `${question.prompt}: `)
    if (question.secret) stderr.write(`${question.prompt}: `)
    else lines.prompt()
  }
  try {
    await new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (answers.length === questions.length) return
        if (terminal && questions[answers.length]?.secret === true) stderr.write('\n')
        answers.push(line)
        ask()
        if (answers.length === questions.length) resolve()
      })
      lines.once('close', resolve)
      // In raw mode Ctrl+C is a key like others; closing gives the terminal back as it was.
      lines.once('SIGINT', () => {
        lines.close()
        stderr.write('\n')
        process.kill(process.pid, 'SIGINT')
      })
      ask()
    })
  } finally {
    lines.close()
  }
  return questions.map((_, at) => answers[at])
}

/** The first line of standard input: typed unseen after a prompt on a terminal, else as it comes. `undefined` where none came. */
export const readSecret = async (prompt: string): Promise<string | undefined> =>
  (await readAnswers([{ prompt, secret: true }]))[0]
