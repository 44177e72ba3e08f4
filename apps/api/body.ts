/** Reading a JSON body, with a bound. */
import { readBytes } from '@sightglass/spec/body'
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
  const bytes = await readBytes(request, BODY_MOST_BYTES)
  check(rules.bodySize, bytes !== undefined, { expected: `at most ${BODY_MOST_BYTES} bytes` })
  const value = parse(bytes)
  check(rules.json, value)
  return value
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
