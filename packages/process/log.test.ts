import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

function lines(options: Parameters<typeof createLog>[1], work: (log: ReturnType<typeof createLog>) => void): string[] {
  const written: string[] = []
  work(createLog('auth', { ...options, write: (line) => void written.push(line) }))
  return written
}

describe('the log', () => {
  it('masks secrets by the names of their keys, at any depth', () => {
    const [line = ''] = lines({ logFormat: 'json' }, (log) =>
      log.info(
        {
          form: { client_secret: 's3', scope: 'read', nested: [{ codeVerifier: 's3' }] },
          headers: new Headers({ Authorization: 's3' }),
        },
        'in',
      ),
    )
    expect(line).not.toContain('s3')
    const { form, headers } = JSON.parse(line)
    expect(form).toEqual({ client_secret: '[masked]', scope: 'read', nested: [{ codeVerifier: '[masked]' }] })
    expect(headers).toEqual({ authorization: '[masked]' })
  })

  it('speaks up at debug only when asked', () => {
    const speak = (log: ReturnType<typeof createLog>) => log.debug('hush')
    expect(lines({}, speak)).toHaveLength(0)
    expect(lines({ debug: true }, speak)).toHaveLength(1)
    expect(lines({ logLevel: 'debug' }, speak)).toHaveLength(1)
  })

  it('is readable when pretty, and lets no peer steer the terminal', () => {
    const [text = ''] = lines({ logFormat: 'pretty' }, (log) =>
      log.warn({ scope: 'read\u001b[2J', err: new Error('broken') }, 'careful'),
    )
    expect(text).toContain('careful')
    expect(text).toContain('scope:')
    expect(text).not.toContain('\u001b[2J')
    expect(text).not.toContain('at ')
    const [verbose = ''] = lines({ logFormat: 'pretty', debug: true }, (log) =>
      log.warn({ err: new Error('broken') }, 'x'),
    )
    expect(verbose).toContain('at ')
  })
})
