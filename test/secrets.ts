/** Gathers what is secret in a message, so that a test can look for it where it must not be. */

const NAMES = new Set(
  `password client_secret client_secrt code code_verifier refresh_token csrf request state nonce token id_token_hint
    device_code user_code client_assertion logout_token`.split(/\s+/),
)

/** Members of answers that are secret. */
const MEMBERS = /"(?:refresh_token|device_code|user_code|client_secret|registration_access_token)":\s*"([^"]*)"/g

/** Adds every secret of a request or an answer; its body is read. Of a JWT only the signature: the rest may be shown. */
export async function collectSecrets(secrets: Set<string>, message: Request | Response): Promise<void> {
  const { headers } = message
  const body = await message.text()
  const add = (value: string | undefined): void => {
    if (value !== undefined && value.length >= 8) secrets.add(value)
  }
  for (const cookie of [...headers.getSetCookie(), ...(headers.get('cookie') ?? '').split('; ')])
    add(/=([^;]*)/.exec(cookie)?.[1])
  const [scheme, credential = ''] = (headers.get('authorization') ?? '').split(' ')
  if (scheme === 'Basic') {
    add(credential)
    add(Buffer.from(credential, 'base64').toString().split(':')[1])
  }
  const address = message instanceof Request ? message.url : (headers.get('location') ?? '')
  const form = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true ? body : ''
  for (const text of [address.split('?')[1] ?? '', form])
    for (const [name, value] of new URLSearchParams(text)) if (NAMES.has(name)) add(value)
  for (const [, value] of body.matchAll(/name="(?:csrf|request)" value="([^"]*)"/g)) add(value)
  for (const [, value] of body.matchAll(MEMBERS)) add(value)
  const everything = `${body} ${address} ${credential}`
  for (const [, value] of everything.matchAll(/eyJ[\w-]+\.[\w-]+\.([\w-]+)(?!\.)/g)) add(value)
  // Of an encrypted token all but its header.
  for (const [, ...parts] of everything.matchAll(/eyJ[\w-]+\.([\w-]*)\.([\w-]+)\.([\w-]+)\.([\w-]+)/g))
    parts.forEach(add)
  // A registration token and a token of an operator are like no other.
  if (scheme === 'Bearer' && !credential.startsWith('eyJ')) add(credential)
}
