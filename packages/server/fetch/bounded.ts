/** A body in full, decompressed, and never more of it than a bound. */
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
    for await (const chunk of decoder(response) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      // Leaving the loop destroys the stream: nothing more is decompressed.
      if (bytes > mostBytes) return tooLong(mostBytes)
      chunks.push(chunk)
    }
  } catch (reason) {
    if (signal.aborted || !isBadCoding(reason)) throw reason
    return { rule: 'text', received: coding }
  }
  try {
    return { text: utf8.decode(Buffer.concat(chunks)) }
  } catch {
    return { rule: 'text', received: 'bytes that are not UTF-8' }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const tooLong = (mostBytes: number): FetchFailure => ({ rule: 'size', expected: mostBytes, received: 'more' })

/** Errors of decompression have codes of zlib. */
const isBadCoding = (reason: unknown): boolean =>
  reason instanceof Error && 'code' in reason && /^(?:Z_|ERR__ERROR_)/.test(String(reason.code))

const PIECE = { chunkSize: 16 * 1024 } as const

const through =
  (make: () => ReturnType<typeof createGunzip>) =>
  (response: IncomingMessage): Readable =>
    // What goes wrong on either side is told by the last stream.
    pipeline(response, make(), () => {})

const decoders: ReadonlyMap<string, (response: IncomingMessage) => Readable> = new Map([
  ['identity', (response: IncomingMessage): Readable => response],
  ['gzip', through(() => createGunzip(PIECE))],
  ['deflate', through(() => createInflate(PIECE))],
  ['br', through(() => createBrotliDecompress(PIECE))],
])
