/** One request on a connection of its own, to addresses that have been checked. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { Fetched, FetchFailure } from '@sightglass/spec/guarded-fetch'
import { readBounded } from './bounded.ts'
import type { FetchRequest } from './request.ts'
import { literalAddress } from './resolve.ts'

export interface CheckedRequest extends Omit<FetchRequest, 'url'> {
  readonly url: URL
  readonly addresses: readonly string[]
  readonly ca: string[] | undefined
  readonly signal: AbortSignal
}

/** Never rejects. */
export async function exchange(checked: CheckedRequest): Promise<Fetched> {
  try {
    return await answerOf(checked, await respond(checked))
  } catch (reason) {
    const received = reason instanceof Error && 'code' in reason ? String(reason.code) : 'no answer'
    return { failure: { rule: checked.signal.aborted ? 'inTime' : 'answered', received } }
  }
}

function respond({ url, addresses, ca, signal, form, types }: CheckedRequest): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: form === undefined ? 'GET' : 'POST',
    headers: {
      ...(types === undefined ? {} : { accept: types.join(', ') }),
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'Sightglass',
      connection: 'close',
      ...(form === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) }),
    },
    // No connection is shared: one that was checked for another name is not checked for this.
    agent: false,
    lookup: pinnedTo(addresses),
    // Whatever the environment says.
    rejectUnauthorized: true,
    ...(literalAddress(url.hostname) === undefined ? {} : { servername: '' }),
    ...(ca === undefined ? {} : { ca }),
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, options, resolve)
    request.on('error', reject)
    request.end(form)
  })
}

/** Answers with the addresses that were checked, whatever the name means by now. */
function pinnedTo(addresses: readonly string[]): NonNullable<RequestOptions['lookup']> {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_hostname, { all: wantsAll }, callback) => {
    if (wantsAll === true) callback(null, all)
    else callback(null, all[0]?.address ?? '', all[0]?.family)
  }
}

async function answerOf(
  { types, statuses = [200], mostBytes, signal }: CheckedRequest,
  response: IncomingMessage,
): Promise<Fetched> {
  const { statusCode: status = 0, headers } = response
  const refused = (failure: FetchFailure): Fetched => {
    response.destroy()
    return { failure }
  }
  if (!statuses.includes(status)) return refused({ rule: 'status', expected: statuses.map(String), received: status })
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (types !== undefined && !types.includes(type)) return refused({ rule: 'type', expected: types, received: type })
  const body = await readBounded(response, mostBytes, signal)
  if ('rule' in body) return refused(body)
  return { status, text: body.text, cacheControl: headers['cache-control'] }
}
