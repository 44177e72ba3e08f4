/** A row of the tables of parameters. */
import type { Citation } from '@sightglass/spec/specs'

/** What it is for, in both languages. */
export type ParameterRow = readonly [cite: Citation, en: string, de: string]

/** By name; `claim.x` or `jwe.x` where a claim or a header of an encrypted token means something else than the parameter x. */
export type ParameterRows = Readonly<Record<string, ParameterRow>>
