import { describe, expect, test } from 'vitest';
import type { AccountDraft } from '../../src/core/account.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import { listAccounts, saveAccounts } from '../../src/store/accounts.ts';
import { findIssue } from '../../src/store/issues.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeSource, testNow } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

function makeAccount(overrides: Partial<AccountDraft> = {}): AccountDraft {
  return {
    platform: 'instagram',
    handle: 'dinkesuji',
    name: 'Dinkes Uji',
    class: 'government',
    agency: 'Dinkes',
    owner: null,
    contact: null,
    url: null,
    sourceId: null,
    note: null,
    active: true,
    ...overrides,
  };
}

describe.each(dialects)('accounts on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('a second import of the same sheet changes nothing; a corrected one changes what it names', async () => {
    const drafts = [makeAccount(), makeAccount({ platform: 'x' }), makeAccount({ handle: 'puprUji', agency: 'PUPR' })];
    expect(await saveAccounts(db(), drafts, testNow, testPseudonyms)).toEqual({ added: 3, changed: 0, unchanged: 0 });
    expect(await saveAccounts(db(), drafts, testNow, testPseudonyms)).toEqual({ added: 0, changed: 0, unchanged: 3 });
    const moved = [makeAccount({ owner: 'Humas', active: false })];
    expect(await saveAccounts(db(), moved, testNow, testPseudonyms)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await listAccounts(db(), { agency: 'Dinkes' })).toMatchObject([
      { platform: 'instagram', owner: 'Humas', active: false },
      { platform: 'x', owner: null, active: true },
    ]);
  });

  test('an account named twice in one sheet is one', async () => {
    const result = await saveAccounts(db(), [makeAccount(), makeAccount({ name: 'Lain' })], testNow, testPseudonyms);
    expect(result).toEqual({ added: 1, changed: 1, unchanged: 0 });
    expect(await listAccounts(db())).toMatchObject([{ name: 'Lain' }]);
  });
});

describe.each(dialects)('voices on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const save = (sourceId: string, drafts: readonly MentionDraft[]) =>
    saveStep(db(), { sourceId, drafts, cursor: null, rejected: 0, now: testNow, evidence: [], gone: [] });
  const classOf = async (id: number | undefined) => (await findMention(db(), id ?? 0))?.sourceClass;

  test('a site on the list as a mirror is one, also when a search finds it', async () => {
    await syncSources(db(), [makeSource({ id: 'pencarian', class: 'aggregator' }), makeSource()], testNow);
    await saveAccounts(
      db(),
      [makeAccount({ platform: 'web', handle: 'salin.test', class: 'mirror' })],
      testNow,
      testPseudonyms,
    );
    const { stored } = await save('pencarian', [
      makeDraft({ keys: ['url:https://salin.test/a'], voice: 'web:salin.test' }),
      makeDraft({ keys: ['url:https://kabar.test/a'], voice: 'web:kabar.test' }),
    ]);
    expect(await classOf(stored[0])).toBe('mirror');
    expect(await classOf(stored[1])).toBe('aggregator');
  });

  test('an article that takes its pointer over speaks as its own site', async () => {
    await syncSources(db(), [makeSource({ id: 'pencarian', class: 'aggregator' }), makeSource()], testNow);
    await saveAccounts(
      db(),
      [makeAccount({ platform: 'web', handle: 'salin.test', class: 'mirror' })],
      testNow,
      testPseudonyms,
    );
    const aliases = ['head:salin.test:1'];
    const pointer = makeDraft({ keys: ['url:https://berita.test/x'], platform: 'google-news', aliases, text: '' });
    const { stored } = await save('pencarian', [pointer]);
    const [issueId] = await createIssueOf(db(), stored);
    await save('kabar-uji', [makeDraft({ keys: ['url:https://salin.test/x'], aliases, voice: 'web:salin.test' })]);
    expect(await classOf(stored[0])).toBe('mirror');
    expect(await findIssue(db(), issueId ?? 0)).toMatchObject({ mentionCount: 0 });
  });

  test('a list that comes later changes who spoke, and what their issue counts', async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'cari-x', platform: 'x', class: 'public' })], testNow);
    const { stored } = await save('kabar-uji', [
      makeDraft({ keys: ['url:https://salin.test/a'], url: 'https://www.salin.test/a' }),
      makeDraft({ keys: ['url:https://salin.test.evil.test/a'], url: 'https://salin.test.evil.test/a' }),
    ]);
    const { stored: posts } = await save('cari-x', [
      makeDraft({ keys: ['id:x:posts:1'], kind: 'post', platform: 'x', authorHandle: 'dinkesuji' }),
    ]);
    const [issueId] = await createIssueOf(db(), [...stored, ...posts]);
    await saveAccounts(
      db(),
      [
        makeAccount({ platform: 'web', handle: 'salin.test', class: 'mirror' }),
        makeAccount({ platform: 'x', handle: 'dinkesuji', class: 'government' }),
      ],
      testNow,
      testPseudonyms,
    );
    expect(await Promise.all([...stored, ...posts].map(classOf))).toEqual(['mirror', 'online-media', 'government']);
    expect(await findIssue(db(), issueId ?? 0)).toMatchObject({ mentionCount: 2, sourceCount: 2 });
  });
});

async function createIssueOf(db: Db, mentionIds: readonly number[]): Promise<number[]> {
  const { id } = await db.insertInto('issues').values(makeIssue()).returning('id').executeTakeFirstOrThrow();
  await db.updateTable('mentions').set({ issueId: id }).where('id', 'in', mentionIds).execute();
  return [id];
}
