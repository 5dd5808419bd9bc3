import { describe, expect, it } from 'vitest';
import { createBench, now } from './bench.ts';
import { createKey } from './key.ts';

const { site, run } = createBench();

/** What each platform answers when there is nothing. */
const cases = [
  { id: 'mastodon-tag', address: 'instance', options: { tags: ['ujungalun'] }, empty: [] },
  { id: 'bluesky-search', address: 'api', options: { query: 'Ujungalun' }, empty: { posts: [] } },
  { id: 'threads', address: 'api', options: { queries: ['Ujungalun'] }, empty: { data: [] } },
  { id: 'x-search', address: 'api', options: { query: 'Ujungalun' }, empty: { meta: { result_count: 0 } } },
  { id: 'facebook-page', address: 'api', options: { page: 'pemkab.ujungalun' }, empty: { data: [] } },
];

describe.each(cases)('$id', ({ id, address, options, empty }) => {
  it('goes on asking when a clock that ran years ahead has been set back', async () => {
    let asked = 0;
    const { origin } = await site(() => {
      asked++;
      return { body: JSON.stringify(empty) };
    });
    const credential = id === 'bluesky-search' || id === 'mastodon-tag' ? null : createKey('kunci-uji');
    const at = (time: Date) => ({ credential, now: () => time });
    const first = await run(id, { ...options, [address]: origin }, null, at(new Date('2035-01-01T00:00:00.000Z')));
    const before = asked;
    await run(id, { ...options, [address]: origin }, first.cursor, at(now));
    expect(asked).toBeGreaterThan(before);
  });
});
