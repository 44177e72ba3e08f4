/** The OpenAPI document: made of the rows, and of the schemas that the requests are judged by. */
import { z } from 'zod'
import type { Operation } from './operation.ts'

type Json = Readonly<Record<string, unknown>>

const problemSchema = z.object({
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.string(),
  rule: z.string().optional(),
  section: z.string().optional().meta({ description: 'The paragraph behind the rule.' }),
  errors: z
    .array(z.object({ pointer: z.string(), detail: z.string() }))
    .optional()
    .meta({ description: 'Every member at fault: a JSON Pointer into the body, or the name of a parameter.' }),
})

/** OpenAPI 3.1. */
export function openApi(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const item = paths[operation.path] ?? {}
    item[operation.method.toLowerCase()] = described(operation)
    paths[operation.path] = item
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sightglass management API', version: '0.1.0' },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function described({ id, summary, path, query, body, answer, status }: Operation): Json {
  const parameters = [...placesOf(path), ...(query === undefined ? [] : parametersOf(query))]
  const content =
    answer === undefined ? {} : { content: { 'application/json': { schema: schemaOf(answer, 'output') } } }
  const problem = { content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } } }
  return {
    operationId: id,
    summary,
    tags: [path.split('/')[1]],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: {
      [status ?? 200]: { description: 'Done', ...content },
      default: { description: 'Refused (RFC 9457)', ...problem },
    },
  }
}

const placesOf = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function parametersOf(query: z.ZodType): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input')
  return Object.entries(properties as Readonly<Record<string, Json>>).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: (required as readonly string[]).includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}
