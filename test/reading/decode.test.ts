import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { decodeText } from '../../src/reading/decode.ts';
import { maxDocumentBytes } from '../../src/reading/limits.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32le = (text: string) =>
  Buffer.from([...text].flatMap((char) => [...new Uint8Array(new Uint32Array([char.codePointAt(0) ?? 0]).buffer)]));

const curly = [0x93, 0x42, 0x75, 0x70, 0x61, 0x74, 0x69, 0x94, 0x20, 0x96, 0x20, 0x80];
const curlyText = '“Bupati” – €';

describe('decodeText', () => {
  it.each([
    ['plain UTF-8', utf8('Kafé “Ujung”'), null, 'Kafé “Ujung”'],
    ['UTF-8 with a mark', utf8('\ufeffKafé'), null, 'Kafé'],
    ['UTF-8 that the header calls Latin-1', utf8('“Bupati”'), 'text/xml; charset=ISO-8859-1', '“Bupati”'],
    [
      'UTF-8 that the prolog calls UTF-16',
      utf8('<?xml version="1.0" encoding="utf-16"?><a>é</a>'),
      null,
      '<?xml version="1.0" encoding="utf-16"?><a>é</a>',
    ],
    ['windows-1252 named by the header', bytes(curly), 'text/xml; charset=windows-1252', curlyText],
    [
      'windows-1252 named by the prolog',
      bytes('<?xml version="1.0" encoding="windows-1252"?>', curly),
      null,
      `<?xml version="1.0" encoding="windows-1252"?>${curlyText}`,
    ],
    [
      'windows-1252 that calls itself UTF-8',
      bytes('<?xml version="1.0" encoding="UTF-8"?>', curly),
      'text/xml; charset=utf-8',
      `<?xml version="1.0" encoding="UTF-8"?>${curlyText}`,
    ],
    ['windows-1252 without any name', bytes(curly), null, curlyText],
    [
      'UTF-8 with one broken byte',
      bytes([...utf8('Ma’arif ')], [0xff], [...utf8(' “Syafi’i”')]),
      null,
      'Ma’arif ÿ “Syafi’i”',
    ],
    ['a legacy label of the meta tag', bytes('<meta charset="koi8-r">', [0xc1]), null, '<meta charset="koi8-r">а'],
    ['an unknown label', bytes(curly), 'text/xml; charset=x-tak-ada', curlyText],
    ['UTF-16 LE with a mark', Buffer.from('\ufeff<rss>é</rss>', 'utf16le'), null, '<rss>é</rss>'],
    ['UTF-16 BE with a mark', utf16be('\ufeff<rss>é</rss>'), null, '<rss>é</rss>'],
    ['UTF-16 LE without a mark', Buffer.from('<rss>teks biasa</rss>', 'utf16le'), null, '<rss>teks biasa</rss>'],
    ['UTF-16 BE without a mark', utf16be('<rss>teks biasa</rss>'), null, '<rss>teks biasa</rss>'],
    ['UTF-32 with a mark', utf32le('\ufeff<rss>é🚨</rss>'), null, '<rss>é🚨</rss>'],
    ['UTF-8 with stray zero bytes', utf8('<rss>\0isi\0 pendek</rss>'), null, '<rss>\0isi\0 pendek</rss>'],
    ['a body that is still gzipped', gzipSync(utf8('Kafé')), null, 'Kafé'],
    [
      'a gzip stream that was cut off',
      gzipSync(utf8('Kafé '.repeat(2_000)), { level: 0 }).subarray(0, 60),
      null,
      expect.stringMatching(/^(Kafé )+/),
    ],
    ['nothing', new Uint8Array(), null, ''],
  ])('reads %s', (_, body, contentType, expected) => {
    expect(decodeText(body, contentType)).toEqual(expected);
  });

  it('refuses what is over 10 MB, and what unpacks to more', () => {
    const large = Buffer.alloc(maxDocumentBytes + 1, 'a');
    for (const body of [large, gzipSync(large)]) {
      expect(() => decodeText(body, null)).toThrow(expect.objectContaining({ reason: 'too-large' }));
    }
    expect(decodeText(Buffer.alloc(maxDocumentBytes, 'a'), null)).toHaveLength(maxDocumentBytes);
  });

  it('refuses a gzip stream that is no gzip stream', () => {
    expect(() => decodeText(Buffer.from([0x1f, 0x8b, 8, 0xff, 1, 2, 3]), null)).toThrow(SourceError);
  });
});
