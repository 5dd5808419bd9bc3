import { describe, expect, test } from 'vitest';
import { listAudit } from '../../src/store/audit.ts';
import {
  changeEntry,
  findLexicon,
  findLexiconVersion,
  listLexiconVersions,
  loadLexicon,
  restoreLexicon,
} from '../../src/store/lexicon-changes.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { testNow } from '../support/make.ts';

const by = { who: 'Rina', why: 'dipakai warga', now: testNow };

describe.each(dialects)("versions of an office's words on %s", (dialect) => {
  const db = useTestDatabase(dialect);
  const set = (term: string, weight: number | null) => changeEntry(db(), { ...by, term, weight });

  test('begin with none', async () => {
    expect(await findLexiconVersion(db())).toBe(0);
    expect(await loadLexicon(db())).toEqual({ version: 0, entries: [] });
    expect(await findLexicon(db(), 0)).toEqual({ version: 0, entries: [] });
    expect(await findLexicon(db(), 1)).toBeNull();
    expect(await set('ambyar', null)).toEqual({ version: 0, entries: [] });
  });

  test('each holds all words; the same again makes none', async () => {
    await set('mantul', 2);
    expect(await set('ambyar', -3)).toEqual({
      version: 2,
      entries: [
        { term: 'ambyar', weight: -3 },
        { term: 'mantul', weight: 2 },
      ],
    });
    expect((await set('ambyar', -3)).version).toBe(2);
    await set('mantul', null);
    expect(await loadLexicon(db())).toEqual({ version: 3, entries: [{ term: 'ambyar', weight: -3 }] });
    expect((await findLexicon(db(), 1))?.entries).toEqual([{ term: 'mantul', weight: 2 }]);
    const versions = await listLexiconVersions(db(), { limit: 2 });
    expect(versions.map(({ version, size, who, why }) => [version, size, who, why])).toEqual([
      [3, 1, 'Rina', 'dipakai warga'],
      [2, 2, 'Rina', 'dipakai warga'],
    ]);
    expect((await listLexiconVersions(db(), { before: 2, limit: 2 })).map(({ version }) => version)).toEqual([1]);
    const trail = await listAudit(db(), { action: 'lexicon.', limit: 10 });
    expect(trail.items.map(({ object, detail }) => [object, detail])).toEqual([
      ['lexicon:3', { term: 'mantul', before: 2, after: null, why: 'dipakai warga' }],
      ['lexicon:2', { term: 'ambyar', before: null, after: -3, why: 'dipakai warga' }],
      ['lexicon:1', { term: 'mantul', before: null, after: 2, why: 'dipakai warga' }],
    ]);
  });

  test('an earlier one can be used again, as a new one', async () => {
    await set('ambyar', -3);
    await set('ambyar', -5);
    expect(await restoreLexicon(db(), 1, by)).toEqual({ version: 3, entries: [{ term: 'ambyar', weight: -3 }] });
    await expect(restoreLexicon(db(), 1, by)).rejects.toMatchObject({ status: 409 });
    await expect(restoreLexicon(db(), 9, by)).rejects.toMatchObject({ status: 404 });
    expect(await restoreLexicon(db(), 0, by)).toEqual({ version: 4, entries: [] });
  });

  test('two changes at the same time both hold', async () => {
    await Promise.all([set('satu', 1), set('dua', 2), set('tiga', 3)]);
    expect(await findLexiconVersion(db())).toBe(3);
    expect((await loadLexicon(db())).entries.map(({ term }) => term)).toEqual(['dua', 'satu', 'tiga']);
  });

  test('there is an end to them', async () => {
    const entries = Array.from({ length: 2_000 }, (_, index) => ({ term: `kata${index}`, weight: 1 }));
    const row = { version: 1, entries: JSON.stringify(entries), who: 'Rina', why: 'uji', at: testNow.toISOString() };
    await db().insertInto('lexiconVersions').values(row).execute();
    await expect(set('satu lagi', 1)).rejects.toMatchObject({ status: 409, code: 'too-many-words' });
    expect((await set('kata7', 2)).version).toBe(2);
  });
});
