import { parse } from 'yaml'
import type { z } from 'zod'

/** What a YAML text says. @throws Error of the parser when it is none */
export function yamlContent(text: string): unknown {
  return parse(text) as unknown
}

/** A YAML file of the city profile by a schema; an empty text is an empty file.
 *  @throws Error that names the file and lists every fault with its place */
export function parseYamlFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  let content: unknown
  try {
    content = yamlContent(text) ?? {}
  } catch (cause) {
    throw faultsOf(file, [cause instanceof Error ? cause.message.split('\n')[0]! : 'not readable'], cause)
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw faultsOf(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || '(file)'}: ${message}`),
  )
}

/** One error of all faults of a file, one a line. */
export function faultsOf(file: string, faults: readonly string[], cause?: unknown): Error {
  return new Error([`${file}:`, ...faults].join('\n  '), { cause })
}
