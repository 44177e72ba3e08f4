/** Reading a JSON body, with a bound. */
import { check } from '@sightglass/spec/check'
import { BODY_MOST_BYTES, rules } from './rules.ts'

/**
 * The JSON object of a request.
 * @throws {Refusal} `api.contentType`, `api.bodySize`, `api.json`
 */
export async function readJsonObject(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type')
  const isJson = type !== null && /^application\/json\s*(?:;|$)/i.test(type)
  check(rules.contentType, isJson, { expected: 'application/json', received: type?.slice(0, 128) })
  const bytes = await readCapped(request)
  check(rules.bodySize, bytes !== undefined, { expected: `at most ${BODY_MOST_BYTES} bytes` })
  const value = parse(bytes)
  check(rules.json, value)
  return value
}

/** `undefined` where it goes on past the bound; the rest is not read. */
async function readCapped(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MOST_BYTES) return undefined
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength
    if (bytes > BODY_MOST_BYTES) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
