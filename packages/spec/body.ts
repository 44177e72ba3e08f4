/** Reading what a peer sends: its type and the length it declares first, and never more than a bound, whatever it declared. */
import { check } from './check.ts'
import { BODY_MOST_BYTES, type Parsed, parseParams, rules } from './params.ts'

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i

/**
 * The parameters of a form body; those of the query are not parameters of a POST.
 * @throws {Refusal} `params.form`, `params.bodySize`, `params.whole`, and those of `parseParams`
 */
export async function readFormBody(request: Request): Promise<Parsed> {
  const type = request.headers.get('content-type')
  const expected = 'application/x-www-form-urlencoded'
  check(rules.form, type !== null && FORM.test(type), { expected, received: type?.slice(0, 128) ?? null })
  const declared = declaredBytes(request)
  check(rules.bodySize, declared <= BODY_MOST_BYTES, { expected: BODY_MOST_BYTES, received: declared })
  const body = await readBytes(request, BODY_MOST_BYTES).then(
    (bytes) => ({ bytes }),
    () => undefined,
  )
  check(rules.whole, body)
  check(rules.bodySize, body.bytes !== undefined, { expected: `at most ${BODY_MOST_BYTES} bytes` })
  return parseParams(new TextDecoder().decode(body.bytes))
}

const framed = new WeakSet<Request | Response>()

/**
 * Says that the transport ends this body at the length that it declares, as the parser of node:http does: then the length
 * alone decides, and the body need not be counted as it comes.
 */
export function trustDeclaredLength(request: Request): Request {
  framed.add(request)
  return request
}

/** The body; `undefined` where it is longer than the bound: then the rest is not read. Rejects where the peer broke off. */
export async function readBytes(message: Request | Response, mostBytes: number): Promise<Uint8Array | undefined> {
  if (!(declaredBytes(message) <= mostBytes)) return undefined
  if (framed.has(message) && message.headers.has('content-length')) return new Uint8Array(await message.arrayBuffer())
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = message.body?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength
    if (bytes > mostBytes) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(part.value)
  }
  return joined(chunks, bytes)
}

const declaredBytes = ({ headers }: Request | Response): number => Number(headers.get('content-length') ?? 0)

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
