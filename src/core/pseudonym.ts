import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/**
 * Who wrote something, without the name. A pseudonym is a keyed hash (HMAC-SHA-256, 128 bits kept) of platform and handle: the same
 * person on one platform always gets the same one, and nobody without the key can make it from the name, or the name from it.
 */

/** What is known of the person behind a pseudonym, as it is sealed. */
export interface AuthorName {
  readonly handle: string | null;
  readonly name: string | null;
}

/** The author of a post, as ingest hands it to the store. */
export interface Person {
  /** `warga:` and 26 signs, made of the handle; `nama:` where the platform gives a name only, which namesakes share. */
  readonly pseudonym: string;
  /** The `AuthorName`, readable only with the key: AES-256-GCM, base64. */
  readonly sealed: string;
}

export interface Pseudonyms {
  /** Tells keys apart without giving them away. */
  readonly fingerprint: string;
  /** @param handle in any spelling: `@Budi` and `budi` are one */
  ofHandle(platform: string, handle: string): string;
  ofName(platform: string, name: string): string;
  /** Null when nobody is named. */
  personOf(platform: string, author: AuthorName): Person | null;
  /** Null when it was sealed with another key, for another pseudonym, or was damaged. */
  unseal(pseudonym: string, sealed: string): AuthorName | null;
}

export const pseudonymKeyBytes = 32;

/** @param key 32 random bytes, which are kept outside the database */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  if (key.length !== pseudonymKeyBytes) throw new Error(`a key of ${key.length} bytes instead of ${pseudonymKeyBytes}`);
  const partFor = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `kentongan ${use} 1`, 32));
  const [nameKey, sealKey, nonceKey] = [partFor('pseudonym'), partFor('seal'), partFor('nonce')] as const;
  const hash = (secret: Buffer, ...parts: readonly string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest();

  const ofHandle = (platform: string, handle: string) =>
    `${byHandle}${toSigns(hash(nameKey, 'handle', platform, plainHandle(handle)))}`;
  const ofName = (platform: string, name: string) =>
    `${byName}${toSigns(hash(nameKey, 'name', platform, plainName(name)))}`;

  function seal(pseudonym: string, { handle, name }: AuthorName): string {
    const text = JSON.stringify([handle, name]);
    // Made from what is sealed: the same nonce comes twice only for the same text under the same name, which then reads the same.
    const nonce = hash(nonceKey, pseudonym, text).subarray(0, nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(pseudonym));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  return {
    fingerprint: partFor('fingerprint').toString('hex').slice(0, 16),
    ofHandle,
    ofName,
    personOf(platform, { handle, name }) {
      const pseudonym =
        handle !== null && plainHandle(handle) !== ''
          ? ofHandle(platform, handle)
          : name !== null && plainName(name) !== ''
            ? ofName(platform, name)
            : null;
      return pseudonym === null ? null : { pseudonym, sealed: seal(pseudonym, { handle, name }) };
    },
    unseal(pseudonym, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(pseudonym))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
        const [handle, name] = JSON.parse(text.toString('utf8')) as [string | null, string | null];
        return { handle, name };
      } catch {
        return null;
      }
    },
  };
}

const byHandle = 'warga:';
const byName = 'nama:';
const nonceBytes = 12;
const tagBytes = 16;

/** Whether this is a pseudonym and no handle: no platform has handles with a colon, and one typed in by hand is hashed like any other. */
export function isPseudonym(text: string): boolean {
  return /^(?:warga|nama):[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}

/** Whether namesakes share it. */
export function isOfName(pseudonym: string): boolean {
  return pseudonym.startsWith(byName);
}

/** `Warga 7F3K2A`: for people to read; two people may look alike in these six signs. Null for what is no pseudonym. */
export function sayPseudonym(text: string | null): string | null {
  return text !== null && isPseudonym(text) ? `Warga ${text.slice(text.indexOf(':') + 1).slice(0, 6)}` : null;
}

/** Lower case, without `@`, as collectors give handles and as the list of accounts keeps them. */
export function plainHandle(handle: string): string {
  return handle.normalize('NFKC').trim().replace(/^@+/, '').toLowerCase();
}

function plainName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Digits and letters that are not mistaken for each other (Crockford). */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 130 bits, five to a sign. */
function toSigns(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < 26) {
      bits -= 5;
      text += signs[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return text;
}
