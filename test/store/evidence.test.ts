import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import {
  deleteEvidenceBefore,
  listEvidence,
  listSourceEvidence,
  loadAnswer,
  type PackedAnswer,
} from '../../src/store/evidence.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf, makeDraft, makeSource, testNow } from '../support/make.ts';

/** An answer whose address and content are its name. */
function answer(name: string, overrides: Partial<PackedAnswer> = {}): PackedAnswer {
  return {
    url: `https://kabar-uji.test/${name}`,
    contentType: 'text/html',
    fetchedAt: testNow.toISOString(),
    sha256: hashOf(name),
    size: name.length,
    body: gzipSync(name),
    pageKeys: [`url:https://kabar-uji.test/${name}`],
    ...overrides,
  };
}

const page = (name: string): MentionDraft =>
  makeDraft({ keys: [`url:https://kabar-uji.test/${name}`], title: name, text: name });

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow));
  const save = (drafts: readonly MentionDraft[], evidence: readonly PackedAnswer[], sourceId = 'kabar-uji') =>
    saveStep(db(), { sourceId, drafts, cursor: null, rejected: 0, now: testNow, evidence });
  const urlsOf = async (id: number | undefined) => (await listEvidence(db(), id ?? 0)).map(({ url }) => url);

  test('a mention was made of its own page, else of the lists of its step', async () => {
    const { stored } = await save(
      [page('satu'), page('dua'), page('tiga')],
      [answer('feed'), answer('satu'), answer('dua')],
    );
    expect(await urlsOf(stored[0])).toEqual(['https://kabar-uji.test/satu']);
    expect(await urlsOf(stored[1])).toEqual(['https://kabar-uji.test/dua']);
    expect(await urlsOf(stored[2])).toEqual(['https://kabar-uji.test/feed']);
    const [entry] = await listEvidence(db(), stored[2] ?? 0);
    expect(entry).toEqual({
      id: expect.any(Number),
      url: 'https://kabar-uji.test/feed',
      fetchedAt: testNow.toISOString(),
      sha256: hashOf('feed'),
      size: 4,
    });
    const kept = await loadAnswer(db(), entry?.id ?? 0);
    expect({ ...kept, body: new TextDecoder().decode(kept?.body) }).toEqual({
      url: 'https://kabar-uji.test/feed',
      contentType: 'text/html',
      fetchedAt: testNow.toISOString(),
      body: 'feed',
    });
  });

  test('only what something new or edited was made of is kept', async () => {
    await save([page('satu')], [answer('satu')]);
    await save([page('satu')], [answer('satu', { sha256: hashOf('lain') }), answer('feed')]);
    expect(await listSourceEvidence(db(), 'kabar-uji')).toHaveLength(1);
    const [id] = (await save([page('satu'), page('dua')], [answer('feed'), answer('satu')])).stored;
    expect(await urlsOf(id)).toEqual(['https://kabar-uji.test/feed']);
    const edited = { ...page('satu'), text: 'diralat', contentHash: hashOf('diralat') };
    const [edit] = (await save([edited], [answer('satu', { sha256: hashOf('diralat') })])).edits;
    expect((await listEvidence(db(), edit ?? 0)).map(({ sha256 }) => sha256)).toEqual([
      hashOf('satu'),
      hashOf('diralat'),
    ]);
  });

  test('the same answer is kept once for each source, whoever comes from it', async () => {
    const feed = answer('feed');
    const first = (await save([page('satu')], [feed, feed])).stored;
    const second = (await save([page('dua')], [{ ...feed, fetchedAt: '2026-11-22T09:00:00.000Z' }])).stored;
    await save([page('tiga')], [feed], 'lain');
    const [entry, ...others] = await listSourceEvidence(db(), 'kabar-uji');
    expect(others).toEqual([]);
    expect(entry?.fetchedAt).toBe(testNow.toISOString());
    expect(await urlsOf(first[0])).toEqual([feed.url]);
    expect(await urlsOf(second[0])).toEqual([feed.url]);
    expect(await listSourceEvidence(db(), 'lain')).toHaveLength(1);
  });

  test('a step that fails keeps no answer', async () => {
    await expect(save([page('satu'), makeDraft({ keys: [] })], [answer('feed')])).rejects.toThrow();
    expect(await listSourceEvidence(db(), 'kabar-uji')).toEqual([]);
    expect((await findSource(db(), 'kabar-uji'))?.itemCount).toBe(0);
  });

  test('what is older than its retention goes, and leaves its mentions', async () => {
    const old = Array.from({ length: 120 }, (_, n) => answer(`lama-${n}`, { fetchedAt: '2026-10-01T00:00:00.000Z' }));
    const drafts = old.map((_, n) => page(`lama-${n}`));
    const [id = 0] = (await save([...drafts, page('baru')], [...old, answer('baru')])).stored;
    expect(await deleteEvidenceBefore(db(), '2026-10-23T00:00:00.000Z')).toBe(120);
    expect((await listSourceEvidence(db(), 'kabar-uji')).map(({ url }) => url)).toEqual([
      'https://kabar-uji.test/baru',
    ]);
    expect(await findMention(db(), id)).not.toBeNull();
    expect(await listEvidence(db(), id)).toEqual([]);
    expect(await deleteEvidenceBefore(db(), '2026-10-23T00:00:00.000Z')).toBe(0);
  });
});
