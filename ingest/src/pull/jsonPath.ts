import { compile, type JSONValue } from 'json-p3'

/** A JSONPath (RFC 9535) as two questions: all values that it leads to, or the first one, undefined when there is none. */
export interface JsonPath {
  all: (value: unknown) => unknown[]
  first: (value: unknown) => unknown
}

/** @throws Error when the text is no JSONPath */
export function jsonPath(text: string): JsonPath {
  const query = compile(text)
  return {
    all: (value) => query.query(value as JSONValue).values(),
    first: (value) => query.match(value as JSONValue)?.value,
  }
}
