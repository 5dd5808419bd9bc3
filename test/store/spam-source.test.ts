import { describe, expect, it } from 'vitest';
import { saveStep } from '../../src/store/save-step.ts';
import { listUnscored } from '../../src/store/scores.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';

describe.each(dialects)('a spam site on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function publish(sourceClass: 'online-media' | 'government', spam: number, harmless: number) {
    await syncSources(db(), [makeSource({ id: 'situs', class: sourceClass })], testNow);
    const drafts = [
      ...Array.from({ length: harmless }, (_, index) => makeDraft({ keys: [`url:https://situs.test/h${index}`] })),
      ...Array.from({ length: spam }, (_, index) =>
        makeDraft({ keys: [`url:https://situs.test/s${index}`], setAside: 'gambling-spam' }),
      ),
    ];
    const result = await saveStep(db(), { sourceId: 'situs', drafts, cursor: null, rejected: 0, now: testNow });
    return { result, unscored: await listUnscored(db(), 'a', 100), source: await findSource(db(), 'situs') };
  }

  it('is set aside as a whole once most of it is spam', async () => {
    const { result, unscored, source } = await publish('online-media', 8, 3);
    expect(result.setAside).toBe(11);
    expect(unscored).toEqual([]);
    expect(source).toMatchObject({ itemCount: 11, setAsideCount: 11 });
  });

  it('is judged item by item while there is little of it, or most is not spam', async () => {
    expect((await publish('online-media', 6, 3)).unscored).toHaveLength(3);
    expect((await publish('online-media', 0, 3)).unscored).toHaveLength(3);
  });

  it('never hides what a hijacked office publishes itself', async () => {
    const { result, unscored } = await publish('government', 20, 3);
    expect(result.setAside).toBe(20);
    expect(unscored).toHaveLength(3);
  });

  it('stays one: what it publishes later is set aside too', async () => {
    await publish('online-media', 12, 0);
    const later = await saveStep(db(), {
      sourceId: 'situs',
      drafts: [makeDraft({ keys: ['url:https://situs.test/baru'] })],
      cursor: null,
      rejected: 0,
      now: testNow,
    });
    expect(later.setAside).toBe(1);
    expect(await listUnscored(db(), 'a', 100)).toEqual([]);
  });
});
