import { describe, expect, it } from 'vitest'
import { readBytes, readFormBody, trustDeclaredLength } from './body.ts'
import { Refusal } from './check.ts'
import { BODY_MOST_BYTES } from './params.ts'

const FORM = 'application/x-www-form-urlencoded'

/** A body in chunks, that says no length; `pulled` tells how much of it was asked for. */
function chunked(chunk: string, most: number, broken = false) {
  const sent = { pulled: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        sent.pulled += 1
        if (sent.pulled <= most) controller.enqueue(new TextEncoder().encode(chunk))
        else if (broken) controller.error(new Error('aborted'))
        else controller.close()
      },
      cancel() {
        sent.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, sent }
}

function post(body: BodyInit | null, headers: Record<string, string> = { 'content-type': FORM }): Request {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
  return new Request('https://as.example/token', init)
}

const ruleOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((reason: unknown) => reason)
  return error instanceof Refusal ? error.rule.id : 'none'
}

describe('a form body', () => {
  it('is read in chunks, wherever they cut a character', async () => {
    const bytes = new TextEncoder().encode('name=Zoë')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    expect((await readFormBody(post(body))).params.get('name')).toBe('Zoë')
  })

  it.each([{}, { 'content-length': '5' }])(
    'is read no further than the bound, whatever it declares: %o',
    async (length) => {
      const { body, sent } = chunked('x'.repeat(1024), 1000)
      expect(await ruleOf(readFormBody(post(body, { 'content-type': FORM, ...length })))).toBe('params.bodySize')
      expect(sent).toEqual({ pulled: BODY_MOST_BYTES / 1024 + 1, cancelled: true })
    },
  )

  it.each([
    ['another type', 'params.form', { 'content-type': 'text/plain' }],
    ['no type', 'params.form', {}],
    ['too great a length', 'params.bodySize', { 'content-type': FORM, 'content-length': '999999999' }],
    ['a length that is none', 'params.bodySize', { 'content-type': FORM, 'content-length': 'much' }],
  ])('with %s is not read at all', async (_, rule, headers: Record<string, string>) => {
    const { body, sent } = chunked('a=b', 1)
    expect(await ruleOf(readFormBody(post(body, headers)))).toBe(rule)
    expect(sent.pulled).toBe(0)
  })

  it('that breaks off is not taken for a shorter one', async () => {
    expect(await ruleOf(readFormBody(post(chunked('a=b&', 2, true).body)))).toBe('params.whole')
  })

  it('may be empty', async () => {
    expect((await readFormBody(post(null))).params.size).toBe(0)
  })
})

it('a body of exactly the bound is read, one of a byte more is not', async () => {
  expect(await readBytes(post('abcd'), 4)).toEqual(new TextEncoder().encode('abcd'))
  expect(await readBytes(post('abcd', { 'content-length': '4' }), 4)).toEqual(new TextEncoder().encode('abcd'))
  expect(await readBytes(post('abcde'), 4)).toBeUndefined()
})

describe('a body whose length the transport keeps', () => {
  const post = (body: string, headers: Record<string, string>): Request =>
    trustDeclaredLength(new Request('http://localhost/', { method: 'POST', body, headers }))

  it('is read at once where it declares a length within the bound, and not at all beyond it', async () => {
    expect(new TextDecoder().decode(await readBytes(post('a=b', { 'content-length': '3' }), 10))).toBe('a=b')
    expect(await readBytes(post('a=b', { 'content-length': '11' }), 10)).toBeUndefined()
  })

  it('is counted as it comes where it declares none', async () => {
    expect(await readBytes(post('x'.repeat(11), {}), 10)).toBeUndefined()
  })
})
