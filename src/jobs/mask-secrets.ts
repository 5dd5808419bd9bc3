/** Headers that every request has and that hold nothing secret. */
const harmless = /^(?:accept.*|content-type|user-agent)$/i;
/** Shorter values are no keys, and too likely to occur by chance. */
const minLength = 8;

/**
 * An answer without the keys that were sent to get it: some platforms repeat them (the Graph API in the address of the next page), and
 * what is kept must not hold them.
 * @param headers of the request
 */
export function maskSecrets(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Uint8Array {
  const secrets = Object.entries(headers)
    .filter(([name]) => !harmless.test(name))
    .map(([, value]) => value.split(' ').at(-1) ?? '')
    .filter((secret) => secret.length >= minLength)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const found = secrets.filter((secret) => bytes.includes(secret));
  if (found.length === 0) return body;
  // One character per byte, so that everything else stays as it is.
  const masked = found.reduce((text, secret) => {
    return text.replaceAll(Buffer.from(secret).toString('latin1'), '***');
  }, bytes.toString('latin1'));
  return Buffer.from(masked, 'latin1');
}
