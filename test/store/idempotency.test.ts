import { describe, expect, test } from 'vitest';
import { type KeyedRequest, keepAnswer, releaseKey, takeKey } from '../../src/store/idempotency.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

const at = (minutes: number) => new Date(Date.parse('2026-11-22T08:00:00.000Z') + minutes * 60_000);
const make = (changes: Partial<KeyedRequest> = {}): KeyedRequest => ({
  ...{ actor: 'user:1', keyHash: 'k', requestHash: 'r', now: at(0) },
  ...changes,
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('one of many requests at the same time gets the key', async () => {
    const fates = await Promise.all(Array.from({ length: 40 }, () => takeKey(db(), make())));
    expect(fates.filter(({ state }) => state === 'run')).toHaveLength(1);
    expect(fates.filter(({ state }) => state === 'running')).toHaveLength(39);
  });

  test('a request that is done gives its answer, to its own actor and for the same request only', async () => {
    await takeKey(db(), make());
    await keepAnswer(db(), make(), 'jawaban');
    expect(await takeKey(db(), make({ now: at(60) }))).toEqual({ state: 'done', answer: 'jawaban' });
    expect(await takeKey(db(), make({ requestHash: 'other' }))).toEqual({ state: 'other' });
    expect(await takeKey(db(), make({ actor: 'user:2' }))).toEqual({ state: 'run' });
  });

  test('a key is forgotten after a day, and one of a refused request at once', async () => {
    await takeKey(db(), make());
    await keepAnswer(db(), make(), 'jawaban');
    expect(await takeKey(db(), make({ now: at(24 * 60 - 1) }))).toEqual({ state: 'done', answer: 'jawaban' });
    expect(await takeKey(db(), make({ now: at(24 * 60) }))).toEqual({ state: 'run' });
    await releaseKey(db(), make());
    expect(await takeKey(db(), make({ now: at(24 * 60) }))).toEqual({ state: 'run' });
  });

  test('a request that never said how it ended is not carried out again', async () => {
    await takeKey(db(), make());
    expect(await takeKey(db(), make({ now: at(9) }))).toEqual({ state: 'running' });
    expect(await takeKey(db(), make({ now: at(10) }))).toEqual({ state: 'unknown' });
    await takeKey(db(), make({ keyHash: 'failed' }));
    await keepAnswer(db(), make({ keyHash: 'failed' }), null);
    expect(await takeKey(db(), make({ keyHash: 'failed' }))).toEqual({ state: 'unknown' });
  });
});
