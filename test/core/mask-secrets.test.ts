import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../src/core/mask-secrets.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array) => new TextDecoder().decode(body);

describe('maskSecrets', () => {
  it('takes out the key that the answer repeats, plain and as part of an address', () => {
    const body = bytes(
      '{"message":"Jalan rusak di Désa 🛣","next":"https://x.test/?access_token=12%7Crahasia+1&a=12|rahasia+1"}',
    );
    const masked = text(maskSecrets(body, { authorization: 'Bearer 12|rahasia+1', accept: 'application/json' }));
    expect(masked).toBe(
      '{"message":"Jalan rusak di Désa 🛣","next":"https://x.test/?access_token=12%7Crahasia+1&a=***"}',
    );
    const encoded = bytes('{"next":"https://x.test/?access_token=12%7Crahasia%2B1"}');
    expect(text(maskSecrets(encoded, { authorization: 'Bearer 12|rahasia+1' }))).toBe(
      '{"next":"https://x.test/?access_token=***"}',
    );
    expect(text(maskSecrets(bytes('kunci: AIzaKunciUji!'), { 'x-goog-api-key': 'AIzaKunciUji' }))).toBe('kunci: ***!');
  });

  it('leaves an answer without it as it is, byte for byte', () => {
    const body = Uint8Array.from([0xff, 0x00, 0xc3, 0x28, 0x61]);
    expect(maskSecrets(body, { authorization: 'Bearer rahasia-uji' })).toBe(body);
    expect(maskSecrets(body)).toBe(body);
    expect(maskSecrets(bytes('application/json'), { accept: 'application/json', 'x-short': 'json' })).toEqual(
      bytes('application/json'),
    );
  });
});
