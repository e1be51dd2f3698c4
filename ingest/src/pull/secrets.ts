import { readFileSync } from 'node:fs'

const reference = /\$\{(\w+)\}/g

/** Puts secrets of the environment into a text of `pull.yaml`: `${PULL_SECRET_NAME}` is that variable, or the content of the
 *  file that PULL_SECRET_NAME_FILE names. No other variable can be read so.
 *  @param fault told of what cannot be filled in, never of a value */
export function fillSecrets(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  fault: (text: string) => void,
  encode: (secret: string) => string = (secret) => secret,
): string {
  return text.replaceAll(reference, (whole, name: string) => {
    if (!name.startsWith('PULL_SECRET_')) {
      fault(`${whole}: only variables named PULL_SECRET_… can be used`)
      return ''
    }
    const file = env[`${name}_FILE`]
    try {
      const secret = env[name] || (file && readFileSync(file, 'utf8').trim())
      if (secret && !/[\r\n\0]/.test(secret)) return encode(secret)
      fault(secret ? `${name} has more than one line` : `neither ${name} nor ${name}_FILE is set`)
    } catch {
      fault(`${name}_FILE: cannot read ${file ?? ''}`)
    }
    return ''
  })
}
