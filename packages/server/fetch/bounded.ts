/** A body in full, decompressed, and never more of it than a bound: not of what it unpacks to, nor of what comes. */
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FetchFailure } from '@sightglass/spec/guarded-fetch'

/** Rejects where the peer broke off or the signal came. */
export async function readBounded(
  response: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Promise<{ readonly text: string } | FetchFailure> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const declared = Number(response.headers['content-length'] ?? 0)
  if (declared > mostBytes) return tooLong(mostBytes)
  const decoder = decoders.get(coding)
  if (decoder === undefined) return { rule: 'text', received: coding.slice(0, 64) }
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of decoder(response, mostBytes) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // Leaving the loop destroys the stream: nothing more is decompressed.
      if (bytes > mostBytes) return tooLong(mostBytes)
      chunks.push(chunk)
    }
  } catch (reason) {
    if (reason instanceof TooMuchSent) return tooLong(mostBytes)
    if (signal.aborted || !isBadCoding(reason)) throw reason
    return { rule: 'text', received: coding }
  }
  try {
    return { text: utf8.decode(Buffer.concat(chunks)) }
  } catch {
    return { rule: 'text', received: 'bytes that are not UTF-8' }
  }
}

/** What a coding adds at most to what does not get shorter by it. */
const PACKING_BYTES = 1024
class TooMuchSent extends Error {}

/** What unpacks to nothing could be sent without end, and unpacking it costs. */
const within = (mostBytes: number) =>
  async function* (packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of packed) {
      bytes += chunk.length
      if (bytes > mostBytes + PACKING_BYTES) throw new TooMuchSent()
      yield chunk
    }
  }

const utf8 = new TextDecoder('utf-8', { fatal: true })
const tooLong = (mostBytes: number): FetchFailure => ({ rule: 'size', expected: mostBytes, received: 'more' })

/** Errors of decompression have codes of zlib. */
const isBadCoding = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && /^(?:Z_|ERR__ERROR_)/.test(String(reason.code))

const PIECE = { chunkSize: 16 * 1024 } as const

type Decoder = (response: IncomingMessage, mostBytes: number) => Readable

const through =
  (make: () => ReturnType<typeof createGunzip>): Decoder =>
  (response, mostBytes) =>
    // What goes wrong on either side is told by the last stream.
    pipeline(response, within(mostBytes), make(), () => {})

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['identity', (response) => response],
  ['gzip', through(() => createGunzip(PIECE))],
  ['deflate', through(() => createInflate(PIECE))],
  ['br', through(() => createBrotliDecompress(PIECE))],
])
