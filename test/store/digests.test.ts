import { describe, expect, test } from 'vitest';
import {
  findDigest,
  isDigestQueued,
  listDigestDates,
  saveDigest,
  saveDigestWithOutbox,
} from '../../src/store/digests.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDigest, makeOutboxDraft } from '../support/make.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const mail = (date: string) => makeOutboxDraft({ kind: 'digest', about: date });

  test('digest and mails are stored together, once per date', async () => {
    const digest = makeDigest({ date: '2026-11-21' });
    expect(await saveDigestWithOutbox(db(), digest, [mail('2026-11-21')])).toBe(true);
    expect(await findDigest(db(), '2026-11-21')).toEqual(digest);
    const changed = makeDigest({ date: '2026-11-21', lexicon: 'lain' });
    expect(await saveDigestWithOutbox(db(), changed, [mail('2026-11-21')])).toBe(false);
    expect(await findDigest(db(), '2026-11-21')).toEqual(digest);
    expect(await listOutbox(db(), { limit: 5 })).toHaveLength(1);
    expect(await findDigest(db(), '2026-11-20')).toBeNull();
  });

  test('one that was only read before still goes out; one that went out can be corrected for reading', async () => {
    await saveDigest(db(), makeDigest({ date: '2026-11-21', complete: false }));
    expect(await isDigestQueued(db(), '2026-11-21')).toBe(false);
    expect(await saveDigestWithOutbox(db(), makeDigest({ date: '2026-11-21' }), [mail('2026-11-21')])).toBe(true);
    expect((await findDigest(db(), '2026-11-21'))?.complete).toBe(true);
    expect(await isDigestQueued(db(), '2026-11-21')).toBe(true);
    await saveDigest(db(), makeDigest({ date: '2026-11-21', lexicon: 'baru' }));
    expect((await findDigest(db(), '2026-11-21'))?.lexicon).toBe('baru');
    expect(await isDigestQueued(db(), '2026-11-21')).toBe(true);
    expect(await saveDigestWithOutbox(db(), makeDigest({ date: '2026-11-21' }), [mail('2026-11-21')])).toBe(false);
    expect(await listOutbox(db(), { limit: 5 })).toHaveLength(1);
    expect(await isDigestQueued(db(), '2026-11-20')).toBe(false);
  });

  test('a mail that the outbox refuses leaves no digest', async () => {
    const wrong = makeOutboxDraft({ kind: 'lain' as 'digest' });
    await expect(saveDigestWithOutbox(db(), makeDigest(), [mail('x'), wrong])).rejects.toThrow();
    expect(await listDigestDates(db(), 5)).toEqual([]);
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
  });

  test('two runs at the same time send once', async () => {
    const digest = makeDigest({ date: '2026-11-21' });
    const results = await Promise.all([1, 2, 3].map(() => saveDigestWithOutbox(db(), digest, [mail('2026-11-21')])));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  test('dates are listed newest first', async () => {
    for (const date of ['2026-11-20', '2026-11-22', '2026-11-21']) await saveDigest(db(), makeDigest({ date }));
    expect(await listDigestDates(db(), 2)).toEqual(['2026-11-22', '2026-11-21']);
  });
});
