/** Headers that every request has and that hold nothing secret. */
const harmless = /^(?:accept.*|content-type|user-agent)$/i;
/** Shorter values are no keys, and too likely to occur by chance. */
const minLength = 8;

/**
 * An answer without the keys that were sent to get it: some platforms repeat them (the Graph API in the address of the next page, others
 * in what they say of a key that they refuse), and neither what is kept nor what is said of a fault may hold them.
 * @param headers of the request
 * @param key as the operator set it, or null; of `nama.akun:sandi` each part is one
 */
export function maskSecrets(
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  key: string | null = null,
): Uint8Array {
  const sent = Object.entries(headers)
    .filter(([name]) => !harmless.test(name))
    .map(([, value]) => value.split(' ').at(-1) ?? '');
  const forms = [...sent, ...(key === null ? [] : [key, key.slice(key.lastIndexOf(':') + 1)])]
    .filter((secret) => secret.length >= minLength)
    .flatMap((secret) => [secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')]);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // The longest first: a part of it would leave the rest standing.
  const found = [...new Set(forms)].filter((form) => bytes.includes(form)).sort((a, b) => b.length - a.length);
  if (found.length === 0) return body;
  // One character per byte, so that everything else stays as it is.
  const masked = found.reduce((text, form) => {
    return text.replaceAll(Buffer.from(form).toString('latin1'), '***');
  }, bytes.toString('latin1'));
  return Buffer.from(masked, 'latin1');
}
