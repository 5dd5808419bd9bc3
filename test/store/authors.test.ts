import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountDraft } from '../../src/core/account.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { saveAccounts } from '../../src/store/accounts.ts';
import { pseudonymiseStored } from '../../src/store/authors-backfill.ts';
import { openNames } from '../../src/store/authors-names.ts';
import { deleteOldSeals, loadSeals } from '../../src/store/authors-sealed.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeSource, testNow } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const context = {
  now: testNow,
  stemsOf: (text: string) => text.toLowerCase().split(/\W+/),
  detectLanguage: () => 'id',
  isGambling: () => false,
  personOf: testPseudonyms.personOf,
};

let lastId = 0;

function draftOf(overrides: Partial<RawPost>): MentionDraft {
  lastId += 1;
  const post: RawPost = {
    ...blankPost,
    ...{ kind: 'post', platform: 'x', externalId: `${lastId}`, idScope: 'x:posts' },
    ...{ text: `Lampu jalan mati ${lastId}`, publishedAt: '2026-11-22T05:00:00.000Z', precision: 'exact' },
    ...overrides,
  };
  const draft = toDraft(post, context);
  if (draft === null) throw new Error('an empty post');
  return draft;
}

const sources = [
  makeSource({ id: 'cari', platform: 'x', class: 'public' }),
  makeSource({ id: 'dinas', platform: 'youtube', class: 'government' }),
  makeSource(),
];
const account: AccountDraft = {
  ...{ platform: 'x', handle: 'dishub', name: 'Dishub Uji', class: 'government', agency: 'Dishub', owner: null },
  ...{ contact: null, url: null, sourceId: null, note: null, active: true },
};

describe.each(dialects)('authors on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), sources, testNow));
  const save = async (sourceId: string, ...drafts: readonly MentionDraft[]) =>
    (await saveStep(db(), { sourceId, drafts, cursor: null, rejected: 0, now: testNow })).stored;
  const authorOf = async (id: number | undefined) => {
    const { author, authorHandle } = (await findMention(db(), id ?? 0)) ?? {};
    return [authorHandle, author];
  };
  const everything = async () =>
    JSON.stringify([
      await db().selectFrom('mentions').selectAll().execute(),
      await db().selectFrom('authorSeals').selectAll().execute(),
    ]);

  test('of a citizen only the pseudonym is stored; two citizens stay two, one stays one', async () => {
    const ids = await save(
      'cari',
      draftOf({ authorHandle: 'budikenari', author: 'Budi Kenari' }),
      draftOf({ authorHandle: 'anikenanga', author: 'Ani Kenanga' }),
      draftOf({ authorHandle: 'budikenari', author: 'Budi K.' }),
    );
    const budi = testPseudonyms.ofHandle('x', 'budikenari');
    expect(await Promise.all(ids.map(authorOf))).toEqual([
      [budi, null],
      [testPseudonyms.ofHandle('x', 'anikenanga'), null],
      [budi, null],
    ]);
    expect(await everything()).not.toMatch(/budi ?ken|ani ?ken/i);
    const seals = await loadSeals(db(), [budi]);
    expect(testPseudonyms.unseal(budi, seals.get(budi) ?? '')).toEqual({ handle: 'budikenari', name: 'Budi K.' });
  });

  test('offices, media and bylines keep their names, also in their own answers under their own posts', async () => {
    await saveAccounts(db(), [account], testNow, testPseudonyms);
    const [listed] = await save('cari', draftOf({ authorHandle: 'dishub', author: 'Dishub Uji' }));
    const [article] = await save('kabar-uji', draftOf({ kind: 'article', platform: 'web', author: 'Redaksi Uji' }));
    const under = { kind: 'comment', platform: 'youtube' } as const;
    const [video, answer, citizen] = await save(
      'dinas',
      draftOf({ platform: 'youtube', authorHandle: 'ucdinas', author: 'Dinas Uji' }),
      draftOf({ ...under, authorHandle: 'ucdinas', author: 'Dinas Uji' }),
      draftOf({ ...under, authorHandle: 'ucwarga', author: 'Warga Uji' }),
    );
    const [later] = await save('dinas', draftOf({ ...under, authorHandle: 'ucdinas', author: 'Dinas Uji' }));
    expect(await Promise.all([listed, article, video, answer, later].map(authorOf))).toEqual([
      ['dishub', 'Dishub Uji'],
      [null, 'Redaksi Uji'],
      ['ucdinas', 'Dinas Uji'],
      ['ucdinas', 'Dinas Uji'],
      ['ucdinas', 'Dinas Uji'],
    ]);
    expect(await authorOf(citizen)).toEqual([testPseudonyms.ofHandle('youtube', 'ucwarga'), null]);
  });

  test('an account that is listed later is recognised in what is stored, and one that is no office any more is not', async () => {
    const ids = await save('cari', draftOf({ authorHandle: 'dishub' }), draftOf({ authorHandle: 'lainnya' }));
    await saveAccounts(db(), [account], testNow, testPseudonyms);
    expect(await authorOf(ids[0])).toEqual(['dishub', 'Dishub Uji']);
    expect((await findMention(db(), ids[0] ?? 0))?.sourceClass).toBe('government');
    expect((await authorOf(ids[1]))[1]).toBeNull();
    expect((await loadSeals(db(), [testPseudonyms.ofHandle('x', 'dishub')])).size).toBe(0);
    await saveAccounts(db(), [{ ...account, class: 'influencer' }], testNow, testPseudonyms);
    expect(await authorOf(ids[0])).toEqual([testPseudonyms.ofHandle('x', 'dishub'), null]);
  });

  test('an answer that came before the post of its account gets its name when the post comes', async () => {
    const [answer] = await save('dinas', draftOf({ kind: 'comment', platform: 'youtube', authorHandle: 'ucdinas' }));
    expect((await authorOf(answer))[0]).not.toBe('ucdinas');
    await save('dinas', draftOf({ platform: 'youtube', authorHandle: 'ucdinas', author: 'Dinas Uji' }));
    expect(await authorOf(answer)).toEqual(['ucdinas', 'Dinas Uji']);
  });

  test('names can be compared in memory while they are kept, and nothing is stored of it', async () => {
    const [id] = await save('cari', draftOf({ authorHandle: 'bu.lilis', author: 'Lilis Uji' }));
    const rows = await db().selectFrom('mentions').select(['id', 'author', 'authorHandle']).execute();
    expect(await openNames(db(), rows, testPseudonyms)).toMatchObject([{ id, author: 'Lilis Uji bu.lilis' }]);
    expect(await everything()).not.toMatch(/lilis/i);
  });

  test('names are forgotten when their time has passed since the person was last seen', async () => {
    const budi = testPseudonyms.ofHandle('x', 'budi');
    await save('cari', draftOf({ authorHandle: 'budi' }));
    expect(await deleteOldSeals(db(), testNow.toISOString())).toEqual({ deleted: 0, more: false });
    expect(await deleteOldSeals(db(), '2027-01-01T00:00:00.000Z')).toEqual({ deleted: 1, more: false });
    expect((await loadSeals(db(), [budi])).size).toBe(0);
  });

  test('what an older version stored is pseudonymised in steps that go on where they stopped', async () => {
    const ids = await save(
      'cari',
      ...Array.from({ length: 5 }, (_, n) => ({
        ...draftOf({ authorHandle: `warga${n % 2}`, author: `Nama ${n % 2}` }),
        person: null,
      })),
    );
    const [article] = await save('kabar-uji', draftOf({ kind: 'article', platform: 'web', author: 'Redaksi Uji' }));
    await db().updateTable('mentions').set({ citizen: null }).execute();
    expect(await pseudonymiseStored(db(), testPseudonyms.personOf, 3)).toMatchObject({ looked: 3, more: true });
    expect(await pseudonymiseStored(db(), testPseudonyms.personOf, 4)).toMatchObject({ looked: 3, more: false });
    expect(await pseudonymiseStored(db(), testPseudonyms.personOf, 4)).toMatchObject({ looked: 0 });
    expect(await Promise.all(ids.map(async (id) => (await authorOf(id))[0]))).toEqual(
      [0, 1, 0, 1, 0].map((n) => testPseudonyms.ofHandle('x', `warga${n}`)),
    );
    expect(await authorOf(article)).toEqual([null, 'Redaksi Uji']);
    expect(await everything()).not.toMatch(/Nama [01]|"warga[01]"/);
  });

  test('what a person writes who asked to be left alone is set aside as it comes, and shown nowhere', async () => {
    const request = {
      ...{ kind: 'restrict', requester: 'Uji', contact: null, pseudonym: null, platform: null, mentionIds: '[]' },
      ...{ note: null, receivedAt: testNow.toISOString(), dueAt: testNow.toISOString(), endedAt: null, outcome: null },
      ...{ legalGround: null, answer: null, result: null, createdBy: 'uji', endedBy: null },
    };
    const { id } = await db().insertInto('subjectRequests').values(request).returning('id').executeTakeFirstOrThrow();
    const pseudonym = testPseudonyms.ofHandle('x', 'budi');
    await db().insertInto('restrictedPeople').values({ pseudonym, requestId: id, at: testNow.toISOString() }).execute();
    const ids = await save('cari', draftOf({ authorHandle: 'budi' }), draftOf({ authorHandle: 'ani' }));
    const row = db()
      .selectFrom('mentions')
      .select('setAside')
      .where('id', '=', ids[0] ?? 0);
    expect(await row.executeTakeFirst()).toEqual({ setAside: 'restricted' });
    expect(await findMention(db(), ids[0] ?? 0)).toBeNull();
    const { items } = await searchMentions(db(), { includeSetAside: true, limit: 10 });
    expect(items.map((item) => item.id)).toEqual([ids[1]]);
  });
});
