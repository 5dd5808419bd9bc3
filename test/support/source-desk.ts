import { RequestError } from '../../src/core/errors.ts';
import type { SourceDesk, SourceTrial } from '../../src/core/source-desk.ts';
import type { ImportDraft } from '../../src/store/imports.ts';
import { testNow } from './make.ts';

/** For tests that are not about sources: knows one way to read a source, and finds nothing. */
export function makeSourceDesk(overrides: Partial<SourceDesk> = {}): SourceDesk {
  const refuse = async () => {
    throw new RequestError(404, 'not-found', 'Tidak ada di pengujian ini.');
  };
  return {
    collectors: new Map([
      [
        'feed',
        {
          id: 'feed',
          title: 'Umpan RSS/Atom',
          needs: 'Alamat umpan.',
          limits: 'Yang ada di umpan saja.',
          cost: 'Gratis.',
          law: 'Umpan disediakan untuk dibaca.',
          credential: null,
          worksWithoutCredential: false,
          terms: 'public',
          minIntervalMs: 300_000,
        },
      ],
    ]),
    commonLegal: { purpose: 'Pemantauan isu publik', basis: 'UU 25/2009 tentang Pelayanan Publik' },
    tryAddress: refuse,
    trySource: refuse,
    add: refuse,
    change: refuse,
    pause: refuse,
    resume: refuse,
    archive: refuse,
    run: refuse,
    receive: refuse,
    importReceived: refuse,
    discardImport: refuse,
    ...overrides,
  };
}

/** A feed that was tried, with one item. */
export function makeTrial(overrides: Partial<Omit<SourceTrial, 'id'>> = {}): Omit<SourceTrial, 'id'> {
  return {
    who: 'Rina',
    at: testNow.toISOString(),
    durationMs: 1_200,
    input: 'https://kabar-uji.test/feed',
    sourceId: null,
    kind: 'feed',
    reading: {
      items: 1,
      rejected: 0,
      undated: 0,
      newest: [
        { title: 'Jalan rusak', url: 'https://kabar-uji.test/1', publishedAt: testNow.toISOString(), language: 'id' },
      ],
    },
    fault: null,
    warnings: [],
    proposals: [],
    ...overrides,
  };
}

/** A file that waits to be imported. */
export function makeImport(overrides: Partial<ImportDraft> = {}): ImportDraft {
  return {
    settings: { name: 'klipping.csv', basis: 'klipping petugas', format: null, sheet: null, zone: null, date: null },
    size: 120,
    sha256: 'a'.repeat(64),
    who: 'Rina',
    at: testNow.toISOString(),
    preview: {
      format: 'Klipping',
      columns: ['tanggal', 'judul'],
      otherSheets: [],
      rows: [],
      looked: 0,
      usable: 0,
      isWhole: true,
      rejected: [],
    },
    ...overrides,
  };
}
