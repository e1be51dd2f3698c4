/** The text without names and passwords of addresses: neither those of `address`, plain or percent-encoded,
 *  nor any other that stands before an @ in a URL. */
export function redact(text: string, address: string): string {
  const userinfo = /^[a-z]+:\/\/(.*)@/i.exec(address)?.[1]
  const bare = userinfo ? text.replaceAll(userinfo, '***') : text
  const [, ...password] = (userinfo ?? '').split(':')
  const secrets = [password.join(':'), decoded(password.join(':'))].filter((one) => one.length > 2)
  const cleaned = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), bare)
  return cleaned.replace(/([a-z]+:\/\/)[^\s/]*@/gi, '$1***@')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
