import ssh2, { type Connection } from 'ssh2'

export type { Attributes, AuthContext, Connection, SFTPWrapper } from 'ssh2'

/** Flags of an opened file and codes of answers (draft-ietf-secsh-filexfer-02, 6.3 and 7). */
export const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp

/** A new ed25519 private key in OpenSSH's form. */
export function makeKey(comment: string): string {
  return ssh2.utils.generateKeyPairSync('ed25519', { comment }).private
}

/** The public half of a private key, as it goes over the wire. @throws Error when the text is no key */
export function publicKeyOf(key: string): Buffer {
  const parsed = ssh2.utils.parseKey(key)
  if (parsed instanceof Error) throw parsed
  return [parsed].flat()[0]!.getPublicSSH()
}

/** A server that listens nowhere: it is given its sockets (`injectSocket`). */
export function createSsh(
  hostKey: string,
  keepAliveMs: number,
  onConnection: (connection: Connection) => void,
) {
  return new ssh2.Server({ hostKeys: [hostKey], ident: 'city', keepaliveInterval: keepAliveMs }, onConnection)
}
