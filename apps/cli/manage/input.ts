/** What the flags of the management commands mean as members of a request. */
import { readFileSync } from 'node:fs'
import { reasonOf } from '@sightglass/process/tls'
import { UsageError } from '../demo/failure.ts'
import type { Members } from './api.ts'

export interface BodyFlags {
  readonly from?: string
  readonly set?: readonly string[]
}

/** The members of the file, with those of `--set` in their place. */
export function bodyOf({ from, set = [] }: BodyFlags): Members {
  return { ...(from === undefined ? {} : membersOfFile(from)), ...Object.fromEntries(set.map(memberIn)) }
}

/** Only what was given. */
export const given = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** `name=value`: JSON where it is JSON, text otherwise. */
function memberIn(text: string): readonly [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--set ${text} must be a member and its value: name=value`)
  const value = text.slice(at + 1)
  const json = jsonIn(value)
  return [text.slice(0, at), json === undefined ? value : json]
}

/** `undefined` where it is no JSON; `null` is JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function membersOfFile(file: string): Members {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (reason) {
    throw new UsageError(`cannot read ${file}: ${reasonOf(reason)}`)
  }
  const value = jsonIn(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} must hold a JSON object`)
  return { ...value }
}
