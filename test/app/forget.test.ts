import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ForgetWish, forget } from '../../src/app/forget.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { applyKeptErasures, erasureFile } from '../../src/app/privacy.ts';
import { savePosts } from '../../src/app/save-posts.ts';
import { units } from '../../src/app/units.ts';
import { loadConfig } from '../../src/config/load.ts';
import { silentLog } from '../../src/core/log.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { pseudonymise } from '../../src/jobs/pseudonymise.ts';
import { listAudit } from '../../src/store/audit.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'kentongan-uji-lupa-'));
let installation: Installation;

beforeAll(async () => {
  const path = join(folder, 'kentongan.yaml');
  const database = JSON.stringify(join(folder, 'kentongan.db'));
  const file = `region:\n  code: "35.16"\ncontact: mailto:kominfo@contoh.test\ndatabase: ${database}\nsources: []\n`;
  writeFileSync(path, file);
  const config = loadConfig(path, units, {});
  installation = await openInstallation({
    kind: 'live',
    config,
    knowledge: loadKnowledge(),
    log: silentLog,
    now: () => now,
  });
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

const postOf = (id: string, authorHandle: string | null, author: string): RawPost => ({
  ...{
    ...blankPost,
    kind: 'post',
    platform: 'x',
    externalId: id,
    idScope: 'x:posts',
    url: `https://x.test/status/${id}`,
  },
  ...{ text: `Air ledeng mati di gang ${id}`, authorHandle, author, publishedAt: '2026-11-21T05:00:00.000Z' },
  precision: 'exact',
});
const bring = (...posts: readonly RawPost[]) => savePosts(installation, posts, { isLocal: true, basis: 'uji' });
const wish = (overrides: Partial<ForgetWish>): ForgetWish => ({
  ...{ platform: null, handle: null, url: null, name: null, pseudonyms: [], mentionIds: [], dryRun: false },
  ...{ reason: 'Surat permohonan 4/2026', who: 'operator' },
  ...overrides,
});
const texts = async () =>
  (await installation.db.selectFrom('mentions').select('text').orderBy('id').execute()).map(({ text }) => text);

describe('forget', () => {
  test('finds by account, address or name, shows first, erases, and what is brought again stays away', async () => {
    const posts = [
      postOf('1', 'budi', 'Budi Kenari'),
      postOf('2', 'budi', 'Budi Kenari'),
      postOf('3', 'ani', 'Ani Kenanga'),
      postOf('4', null, 'Budi Tanpa Akun'),
    ];
    await bring(...posts);
    const named = await forget(installation, wish({ name: 'BUDI' }));
    expect(named).toMatchObject({ kind: 'candidates' });
    const authors = named.kind === 'candidates' ? named.authors : [];
    expect(authors.map(({ name, mentions }) => [name, mentions]).sort()).toEqual([
      ['Budi Kenari', 2],
      ['Budi Tanpa Akun', 1],
    ]);

    const account = { platform: 'x', handle: '@Budi' };
    expect(await forget(installation, wish({ ...account, dryRun: true }))).toMatchObject({
      kind: 'found',
      mentions: [{ text: 'Air ledeng mati di gang 1' }, { text: 'Air ledeng mati di gang 2' }],
    });
    expect((await texts()).length).toBe(4);
    expect(await forget(installation, wish(account))).toMatchObject({
      kind: 'erased',
      report: { mentions: 2, seals: 1 },
    });
    await forget(installation, wish({ url: 'https://x.test/status/3' }));
    const other = authors.find(({ handle }) => handle === null)?.pseudonym ?? '';
    await forget(installation, wish({ pseudonyms: [other] }));
    expect(await texts()).toEqual([]);

    await bring(...posts, postOf('5', 'ani', 'Ani Kenanga'));
    expect(await texts()).toEqual(['Air ledeng mati di gang 5']);
    const { items } = await listAudit(installation.db, { action: 'subject.forget', limit: 5 });
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ who: 'operator', detail: { reason: 'Surat permohonan 4/2026' } });
    expect(JSON.stringify(items)).not.toMatch(/budi|kenari/i);
  });

  test('an older database that is restored loses it again at the start, also where names were still plain', async () => {
    await bring(postOf('6', 'citra', 'Citra Uji'));
    await forget(installation, wish({ platform: 'x', handle: 'citra' }));
    const { db, config, pseudonyms } = installation;
    // As the backup of an older version had it.
    await db.deleteFrom('erasures').execute();
    await bring(postOf('6', 'citra', 'Citra Uji'));
    await db.updateTable('mentions').set({ citizen: null, author: 'Citra Uji', authorHandle: 'citra' }).execute();
    const erasures = erasureFile(config);
    const deps = { db, now: () => now, pseudonyms, erasures, signal: new AbortController().signal };
    expect(readFileSync(erasures ?? '', 'utf8')).not.toMatch(/citra/i);
    expect(await pseudonymise(deps, 10)).toBe(false);
    expect(await texts()).toEqual([]);
    expect((await applyKeptErasures(installation)).mentions).toBe(0);
  });

  test.each([
    ['nobody', {}, 'sebutkan orangnya'],
    ['an account without its platform', { handle: 'budi' }, '--platform dan --handle'],
    ['an unknown platform', { platform: 'friendster', handle: 'budi' }, 'yang ada: web'],
    ['an address that is not stored', { url: 'https://x.test/tidak-ada' }, 'tidak ada sebutan'],
    ['a name instead of a pseudonym', { pseudonyms: ['budi'] }, 'bukan nama samaran'],
    ['no reason', { platform: 'x', handle: 'budi', reason: null }, '--reason'],
  ] as const)('refuses %s', async (_, overrides, message) => {
    await expect(forget(installation, wish(overrides))).rejects.toThrow(message);
  });
});
