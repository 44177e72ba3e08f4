/** Clients and resource servers from a YAML file: what an operator registers by hand. Every mistake is told at once, with its line. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError, type Mistake, reasonOf } from '@sightglass/process'
import type { Registration, ResourceRegistration, Server } from '@sightglass/server'
import { LEAST_SECRET_CHARACTERS } from '@sightglass/server/admin/client-entry'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { clientSchema, registrationOf } from './client-entry.ts'
import { resourceRegistrationOf, resourceSchema } from './resource-entry.ts'

const schema = z.strictObject({
  resources: z.array(resourceSchema).default([]),
  clients: z.array(clientSchema).default([]),
})

export interface Registrations {
  readonly clients: readonly Registration[]
  readonly resources: readonly ResourceRegistration[]
}

/**
 * Reads the file.
 * @throws {ConfigError} with every mistake and its line
 */
export function readRegistrations(file: string): Registrations {
  const lines = new LineCounter()
  const document = parseDocument(textOf(file), { lineCounter: lines })
  const place = (offset: number): string => `${file}:${lines.linePos(offset).line}`
  const syntax = document.errors.map(
    ({ pos, message }): Mistake => ({ where: place(pos[0]), what: message.split('\n')[0] ?? 'is not YAML' }),
  )
  if (syntax.length > 0) throw new ConfigError(syntax)
  const parsed = schema.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => ({
        where: place(offsetOf(document, path)),
        what: `${path.join('.')}: ${message}`,
      })),
    )
  }
  const { clients, resources } = parsed.data
  const mistakes: Mistake[] = []
  const secretAt = (entry: SecretEntry, path: readonly PropertyKey[]): string | undefined => {
    const secret = secretOf(entry, dirname(file))
    if ('text' in secret) return secret.text
    const full = [...path, 'client_secret_file']
    mistakes.push({ where: place(offsetOf(document, full)), what: `${full.join('.')}: ${secret.mistake}` })
    return undefined
  }
  const registered = {
    clients: clients.map((client, n) => registrationOf(client, secretAt(client, ['clients', n]))),
    resources: resources.map((resource, n) =>
      resourceRegistrationOf(resource, secretAt(resource.introspection ?? {}, ['resources', n, 'introspection'])),
    ),
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return registered
}

/** Adds what the file names, or makes it what the file says; what the file does not name stays. */
export async function register(
  server: Pick<Server, 'clients' | 'resources'>,
  { clients, resources }: Registrations,
): Promise<void> {
  for (const resource of resources) await server.resources.put(resource)
  for (const client of clients) await server.clients.put(client)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (reason) {
    throw new ConfigError([
      { where: 'SIGHTGLASS_AUTH_REGISTRATIONS', what: `cannot read ${file}: ${reasonOf(reason)}` },
    ])
  }
}

/** Where the innermost part of the path that exists begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

interface SecretEntry {
  readonly client_secret?: string | undefined
  readonly client_secret_file?: string | undefined
}

/** The secret itself, if it has one, or what is wrong with its file. */
function secretOf(
  { client_secret: text, client_secret_file: name }: SecretEntry,
  folder: string,
): { readonly text: string | undefined } | { readonly mistake: string } {
  if (name === undefined) return { text }
  const file = resolve(folder, name)
  try {
    const content = readFileSync(file, 'utf8').trim()
    if (content.length >= LEAST_SECRET_CHARACTERS) return { text: content }
    return { mistake: `${file} must hold at least ${LEAST_SECRET_CHARACTERS} characters` }
  } catch (reason) {
    return { mistake: `cannot read ${file}: ${reasonOf(reason)}` }
  }
}
