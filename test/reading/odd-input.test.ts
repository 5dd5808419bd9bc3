import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import type { FeedDocument } from '../../src/core/reader.ts';
import { parseDate } from '../../src/reading/dates.ts';
import { decodeText } from '../../src/reading/decode.ts';
import { parseFeed } from '../../src/reading/feed.ts';
import { repairText } from '../../src/reading/repair.ts';
import { parseSitemap } from '../../src/reading/sitemap.ts';

const hints = { url: 'https://situs-contoh.test/feed', contentType: null, zone: 'Asia/Jakarta' };
const read = (body: Uint8Array, contentType: string | null = null): FeedDocument =>
  parseFeed(repairText(decodeText(body, contentType)), hints);

/** What may come of a document that is no feed; any other error is a bug. */
function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}

const zones = ['', ' WIB', ' WITA', ' WIT', ' +0700', ' GMT', ' Z', ' GMT+7', ' PST', ' +99:99', ' xyz'];
const months = 'Januari Pebruari Mar Apr Mei Juni Juli Agustus Agu Sept Okt Nopember Des December Foo'.split(' ');
const printedDate = fc
  .record({
    day: fc.nat(40),
    month: fc.constantFrom(...months),
    year: fc.oneof(fc.integer({ min: 1900, max: 2150 }), fc.nat(99)),
    hour: fc.nat(30),
    minute: fc.nat(70),
    zone: fc.constantFrom(...zones),
    noise: fc.string({ maxLength: 12 }),
  })
  .map(
    ({ day, month, year, hour, minute, zone, noise }) =>
      `${noise} ${day} ${month} ${year} ${hour}:${minute}${zone} ${noise}`,
  );

describe('dates', () => {
  it('are an instant between 1970 and 2100 or nothing, whatever is printed', () => {
    const anything = fc.oneof(
      printedDate,
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.date({ noInvalidDate: false }).map(String),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'), (text, zone) => {
        const date = parseDate(text, zone);
        if (date === null) return;
        expect(new Date(date.at).toISOString()).toBe(date.at);
        expect(Date.parse(date.at)).toBeGreaterThanOrEqual(Date.UTC(1969, 11, 30));
        expect(Date.parse(date.at)).toBeLessThan(Date.UTC(2101, 0, 2));
      }),
      { numRuns: 3_000 },
    );
  });

  it('without a zone are those of the source', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), fc.nat(23), fc.nat(59), (day, hour, minute) => {
        const text = `${day} Agustus 2026 ${hour}:${String(minute).padStart(2, '0')}`;
        const at = (zone: string) => Date.parse(parseDate(text, zone)?.at ?? '');
        expect(at('Asia/Jakarta') - at('Asia/Makassar')).toBe(3_600_000);
        expect(at('Asia/Makassar') - at('Asia/Jayapura')).toBe(3_600_000);
      }),
    );
  });
});

/** A feed whose texts need the letters of the charset. */
function feedIn(charset: string, text: string, declares: boolean): string {
  const declaration = declares ? `<?xml version="1.0" encoding="${charset}"?>` : '<?xml version="1.0"?>';
  return `${declaration}<rss version="2.0"><channel><title>x</title><item><title>${text}</title><link>https://situs-contoh.test/1</link></item></channel></rss>`;
}

describe('charsets', () => {
  const curly: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92, '€': 0x80, '…': 0x85 };
  const windows1252 = (text: string) => Buffer.from([...text].map((char) => curly[char] ?? char.charCodeAt(0)));
  const letters = fc
    .string({ unit: fc.constantFrom(...'abcXYZ 0123éèñöü“”–’€…'), minLength: 1, maxLength: 30 })
    .map((text) => `a${text.trim()}z`);

  it.each<[string, (text: string) => Uint8Array, string | null]>([
    ['UTF-8', (text) => Buffer.from(feedIn('UTF-8', text, true)), null],
    [
      'UTF-8 that is called Latin-1',
      (text) => Buffer.from(feedIn('ISO-8859-1', text, true)),
      'text/xml; charset=ISO-8859-1',
    ],
    ['UTF-16 LE with a mark', (text) => Buffer.from(`\ufeff${feedIn('UTF-16', text, true)}`, 'utf16le'), null],
    ['UTF-16 BE with a mark', (text) => Buffer.from(`\ufeff${feedIn('UTF-16', text, true)}`, 'utf16le').swap16(), null],
    ['UTF-16 LE without one', (text) => Buffer.from(feedIn('UTF-16', text, true), 'utf16le'), null],
  ])('%s is read back letter by letter', (_, encode, contentType) => {
    fc.assert(
      fc.property(letters, (text) => {
        expect(read(encode(text), contentType).items[0]?.title).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });

  it.each<[string, boolean, string | null]>([
    ['declared', true, null],
    ['named by the server only', false, 'text/xml; charset=windows-1252'],
    ['not named at all', false, null],
  ])('windows-1252 that is %s is read back letter by letter', (_, declares, contentType) => {
    // Not next to each other: two such bytes can happen to be a letter in UTF-8, and nobody can tell then.
    const apart = letters.map((text) => [...text].join('x'));
    fc.assert(
      fc.property(apart, (text) => {
        const title = read(windows1252(feedIn('windows-1252', text, declares)), contentType).items[0]?.title;
        expect(title).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });

  it('that do not exist, or that are the wrong one, lose no item', () => {
    const labels = fc.constantFrom('utf-8', 'koi8-r', 'gb2312', 'x-tidak-ada', 'utf-16', 'utf-7', 'shift_jis', '');
    fc.assert(
      fc.property(labels, labels, fc.uint8Array({ maxLength: 40 }), (declared, sent, noise) => {
        const start = Buffer.from(feedIn(declared, 'Judul', true));
        const item = '<item><title>Kedua</title><link>https://situs-contoh.test/2</link></item></channel></rss>';
        const safe = noise.filter((byte) => byte !== 0x3c && byte !== 0);
        const body = Buffer.concat([
          start.subarray(0, -16),
          Buffer.from('<!-- '),
          safe,
          Buffer.from(' -->'),
          Buffer.from(item),
        ]);
        const links = read(body, `text/xml; charset=${sent}`).items.map(({ url }) => url);
        expect(links).toEqual(['https://situs-contoh.test/1', 'https://situs-contoh.test/2']);
      }),
    );
  });
});

describe('any bytes', () => {
  const pieces = fc.constantFrom(
    ...'<rss> <channel> <item> </item> <entry> <title> </title> <link> <pubDate> <![CDATA[ ]]> <!-- --> & &amp; &#0; &#xD83D; &x; < > " \' <h \ufeff \u202e a { } [ ] "items": "version": : ,'.split(
      ' ',
    ),
  );
  it('are read or refused, and nothing else happens', () => {
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 });
    fc.assert(
      fc.property(text, (parts) => {
        const body = Buffer.from(parts.join(''));
        orRefused(() => read(body));
        orRefused(() => parseSitemap(repairText(decodeText(body, null)), hints));
      }),
      { numRuns: 1_500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => void orRefused(() => read(body))),
      { numRuns: 500 },
    );
  });
});
