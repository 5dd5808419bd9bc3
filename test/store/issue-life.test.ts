import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../src/store/audit.ts';
import {
  addClarification,
  listClarifications,
  markAnswer,
  pageClarifications,
} from '../../src/store/clarifications.ts';
import { mergeIssues, splitIssue } from '../../src/store/issue-hands.ts';
import {
  addNote,
  changeState,
  listHistory,
  loadHistories,
  renameIssue,
  setAgency,
  setDue,
} from '../../src/store/issue-life.ts';
import { findIssue, listIssueMentions, listIssues } from '../../src/store/issues.ts';
import { refreshIssues } from '../../src/store/refresh-issues.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { testNow } from '../support/make.ts';
import { addIssue, addMention, lifeSources } from './life-seed.ts';

const due = '2026-11-23T08:00:00.000Z';
const by = { who: 'Rina', why: null, now: testNow };
const refused = (status: number, code: string) => expect.objectContaining({ status, code });

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let issueId = 0;
  let mentionIds: number[] = [];

  beforeEach(async () => {
    await syncSources(db(), lifeSources, testNow);
    mentionIds = [
      await addMention(db(), 'koran', { publishedAt: '2026-11-22T01:00:00.000Z' }),
      await addMention(db(), 'warga', { kind: 'post', publishedAt: '2026-11-22T02:00:00.000Z' }),
    ];
    issueId = await addIssue(db(), mentionIds);
  });

  describe('states', () => {
    test('go from new to done, each step with who, when and why', async () => {
      const go = (to: 'diverifikasi' | 'ditanggapi' | 'selesai', minutes: number) =>
        changeState(db(), { ...by, issueId, to, now: new Date(testNow.getTime() + minutes * 60_000) });
      await go('diverifikasi', 0);
      await changeState(db(), { ...by, issueId, to: 'diteruskan', agency: 'Dinkes', dueAt: due, why: 'soal klinik' });
      expect(await findIssue(db(), issueId)).toMatchObject({ state: 'diteruskan', agency: 'Dinkes', dueAt: due });
      await go('ditanggapi', 3);
      await go('selesai', 4);
      expect(await findIssue(db(), issueId)).toMatchObject({
        state: 'selesai',
        stateAt: '2026-11-22T08:04:00.000Z',
        dueAt: due,
      });
      const history = await listHistory(db(), issueId);
      expect(history.map(({ kind, from, to, who, why }) => [kind, from, to, who, why])).toEqual([
        ['state', 'baru', 'diverifikasi', 'Rina', null],
        ['state', 'diverifikasi', 'diteruskan', 'Rina', 'soal klinik'],
        ['agency', 'PUPR', 'Dinkes', 'Rina', 'soal klinik'],
        ['due', null, due, 'Rina', 'soal klinik'],
        ['state', 'diteruskan', 'ditanggapi', 'Rina', null],
        ['state', 'ditanggapi', 'selesai', 'Rina', null],
      ]);
      expect((await loadHistories(db(), [issueId, 999])).get(issueId)).toEqual(history);
      const { items } = await listAudit(db(), { object: `issue:${issueId}`, action: 'issue.', limit: 50 });
      expect(items.map(({ action }) => action).reverse()).toEqual(history.map(({ kind }) => `issue.${kind}`));
      expect(items[0]).toMatchObject({ who: 'Rina', detail: { from: 'ditanggapi', to: 'selesai', why: null } });
    });

    test('that may not follow are refused with those that may, and nothing is written', async () => {
      const attempt = changeState(db(), { ...by, issueId, to: 'selesai', why: 'sudah' });
      await expect(attempt).rejects.toMatchObject({
        status: 409,
        code: 'wrong-state',
        message:
          'Isu berstatus baru tidak dapat langsung menjadi selesai; yang bisa: diverifikasi, diteruskan, ditanggapi, bukan-isu.',
      });
      await expect(changeState(db(), { ...by, issueId, to: 'baru' })).rejects.toThrow('sudah berstatus baru');
      expect(await listHistory(db(), issueId)).toEqual([]);
      expect((await listAudit(db(), { limit: 5 })).items).toEqual([]);
    });

    test('that need a reason are refused without', async () => {
      await expect(changeState(db(), { ...by, issueId, to: 'bukan-isu' })).rejects.toEqual(
        refused(409, 'reason-needed'),
      );
      await changeState(db(), { ...by, issueId, to: 'bukan-isu', why: 'iklan' });
      await expect(changeState(db(), { ...by, issueId, to: 'diverifikasi' })).rejects.toEqual(
        refused(409, 'reason-needed'),
      );
      await changeState(db(), { ...by, issueId, to: 'diverifikasi', why: 'ternyata benar' });
      expect((await findIssue(db(), issueId))?.state).toBe('diverifikasi');
    });

    test('passing on needs an agency and a time to come', async () => {
      const pass = (change: object) => changeState(db(), { ...by, issueId, to: 'diteruskan', ...change });
      await expect(pass({})).rejects.toEqual(refused(400, 'due-needed'));
      await expect(pass({ dueAt: testNow.toISOString() })).rejects.toEqual(refused(400, 'due-passed'));
      const bare = await addIssue(db(), [await addMention(db(), 'koran', {}, { agency: null })]);
      await expect(changeState(db(), { ...by, issueId: bare, to: 'diteruskan', dueAt: due })).rejects.toEqual(
        refused(409, 'agency-needed'),
      );
      await pass({ dueAt: due });
      await db().updateTable('scores').set({ agency: 'BPBD' }).execute();
      await refreshIssues(db(), [issueId], testNow.toISOString());
      expect((await findIssue(db(), issueId))?.agency).toBe('PUPR');
      // Passed on again: to another agency, with a reason.
      await expect(pass({ dueAt: due, agency: 'PDAM' })).rejects.toEqual(refused(409, 'reason-needed'));
      await pass({ dueAt: due, agency: 'PDAM', why: 'salah alamat' });
      expect((await findIssue(db(), issueId))?.agency).toBe('PDAM');
    });

    test('taken back from an agency, nothing is due', async () => {
      await changeState(db(), { ...by, issueId, to: 'diteruskan', dueAt: due });
      await changeState(db(), { ...by, issueId, to: 'diverifikasi', why: 'belum jelas' });
      expect((await findIssue(db(), issueId))?.dueAt).toBeNull();
    });

    test('an unknown issue is not found', async () => {
      await expect(changeState(db(), { ...by, issueId: 999, to: 'diverifikasi' })).rejects.toEqual(
        refused(404, 'not-found'),
      );
    });
  });

  describe('by hand', () => {
    test('title and agency stay when the issue is counted anew', async () => {
      await renameIssue(db(), { ...by, issueId, title: 'Lubang di Jalan Raya' });
      await setAgency(db(), { ...by, issueId, agency: null, why: 'milik provinsi' });
      await refreshIssues(db(), [issueId], testNow.toISOString());
      expect(await findIssue(db(), issueId)).toMatchObject({ title: 'Lubang di Jalan Raya', agency: null });
      expect((await listHistory(db(), issueId)).map(({ kind, from, to }) => [kind, from, to])).toEqual([
        ['title', 'Jalan berlubang', 'Lubang di Jalan Raya'],
        ['agency', 'PUPR', null],
      ]);
    });

    test('the due time moves only while an agency has the issue; overdue ones are found', async () => {
      await expect(setDue(db(), { ...by, issueId, dueAt: due })).rejects.toEqual(refused(409, 'not-passed-on'));
      await changeState(db(), { ...by, issueId, to: 'diteruskan', dueAt: due });
      const later = '2026-11-24T08:00:00.000Z';
      await setDue(db(), { ...by, issueId, dueAt: later });
      const overdue = async (at: string) => (await listIssues(db(), { overdueAt: at, limit: 5 })).items.length;
      expect(await overdue(due)).toBe(0);
      expect(await overdue(later)).toBe(1);
    });

    test('a note changes nothing else', async () => {
      const before = await findIssue(db(), issueId);
      await addNote(db(), { issueId, note: 'Camat sudah ditelepon', who: 'Rina', now: testNow });
      expect(await findIssue(db(), issueId)).toEqual(before);
      expect(await listHistory(db(), issueId)).toMatchObject([{ kind: 'note', why: 'Camat sudah ditelepon' }]);
    });
  });

  describe('merging', () => {
    const merge = (from: number, into: number) =>
      mergeIssues(db(), { from, into, who: 'Rina', why: 'kejadian sama', now: testNow });

    test('moves mentions, pins and clarifications, and leaves a pointer', async () => {
      const other = await addMention(db(), 'koran', { publishedAt: '2026-11-22T03:00:00.000Z' });
      const from = await addIssue(db(), [other], 'Aspal rusak');
      await addClarification(db(), {
        ...{ issueId: from, title: 'Jawaban', claimed: null, text: 'Isi', url: null, agency: null },
        ...{ publishedAt: testNow.toISOString(), answers: false, ...by },
      });
      await merge(from, issueId);
      expect(await findIssue(db(), from)).toMatchObject({ mergedInto: issueId, mentionCount: 0 });
      expect(await findIssue(db(), issueId)).toMatchObject({
        mentionCount: 3,
        title: 'Jalan berlubang',
        mediaCount: 1,
      });
      expect(await db().selectFrom('issuePins').select(['mentionId', 'issueId', 'who']).execute()).toEqual([
        { mentionId: other, issueId, who: 'Rina' },
      ]);
      expect(await listClarifications(db(), { issueIds: [issueId] })).toHaveLength(1);
      for (const id of [from, issueId]) {
        expect((await listHistory(db(), id)).at(-1)).toMatchObject({
          kind: 'merge',
          from: String(from),
          to: String(issueId),
          why: 'kejadian sama',
        });
      }
      expect((await listIssues(db(), { limit: 5 })).items.map(({ id }) => id)).toEqual([issueId]);
    });

    test('is refused with itself, with what is not there, and with what was merged', async () => {
      const from = await addIssue(db(), [await addMention(db(), 'koran')]);
      await expect(merge(from, from)).rejects.toEqual(refused(409, 'same-issue'));
      await expect(merge(from, 999)).rejects.toEqual(refused(404, 'not-found'));
      await merge(from, issueId);
      await expect(merge(from, issueId)).rejects.toEqual(refused(409, 'merged'));
      await expect(merge(issueId, from)).rejects.toEqual(refused(409, 'merged'));
      await expect(changeState(db(), { ...by, issueId: from, to: 'diverifikasi' })).rejects.toThrow(
        `digabung ke isu ${issueId}`,
      );
    });

    test('pointers lead to where the mentions are, however often it is merged', async () => {
      const first = await addIssue(db(), [await addMention(db(), 'koran')]);
      const second = await addIssue(db(), [await addMention(db(), 'koran')]);
      await merge(first, second);
      await merge(second, issueId);
      expect((await findIssue(db(), first))?.mergedInto).toBe(issueId);
    });

    test('keeps apart what was taken apart from either, and forgets that the two were', async () => {
      const one = await splitIssue(db(), { ...by, why: 'lain', issueId, mentionIds: mentionIds.slice(1), title: null });
      const third = await addIssue(db(), [await addMention(db(), 'koran'), await addMention(db(), 'koran')]);
      const [part = 0] = (await listIssueMentions(db(), third, 5)).map(({ id }) => id);
      const other = await splitIssue(db(), { ...by, why: 'lain', issueId: third, mentionIds: [part], title: null });
      await merge(other, issueId);
      await merge(one, issueId);
      expect(await db().selectFrom('issuesApart').select(['issueId', 'otherId']).execute()).toEqual([
        { issueId, otherId: third },
      ]);
    });
  });

  describe('splitting', () => {
    const split = (ids: readonly number[], title: string | null = null) =>
      splitIssue(db(), { ...by, why: 'dua kejadian', issueId, mentionIds: ids, title });

    test('takes a post with everything under it, counts both anew and keeps them apart', async () => {
      const parentKey = 'url:induk';
      const post = await addMention(
        db(),
        'warga',
        { kind: 'post', keys: [parentKey], title: null, text: 'Banjir di pasar' },
        { agency: 'BPBD', topic: 'banjir-bencana' },
      );
      const comment = await addMention(db(), 'warga', { kind: 'comment', parentKey, keys: ['url:k1'], text: 'benar' });
      const answer = await addMention(db(), 'warga', { kind: 'comment', parentKey: 'url:k1', text: 'iya' });
      const whole = await addIssue(db(), [...mentionIds, post, comment, answer]);
      const newId = await splitIssue(db(), {
        ...by,
        why: 'dua kejadian',
        issueId: whole,
        mentionIds: [post],
        title: null,
      });
      expect(newId).toBeGreaterThan(whole);
      expect((await listIssueMentions(db(), newId, 9)).map(({ id }) => id).sort()).toEqual(
        [post, comment, answer].sort(),
      );
      expect(await findIssue(db(), newId)).toMatchObject({
        title: expect.any(String),
        state: 'baru',
        mentionCount: 3,
        commentCount: 2,
        mergedInto: null,
      });
      expect(await findIssue(db(), whole)).toMatchObject({ mentionCount: 2, commentCount: 0 });
      expect(await db().selectFrom('issuesApart').select(['issueId', 'otherId']).execute()).toEqual([
        { issueId: whole, otherId: newId },
      ]);
      expect((await db().selectFrom('issuePins').select('issueId').execute()).map((pin) => pin.issueId)).toEqual([
        newId,
        newId,
        newId,
      ]);
      for (const id of [whole, newId]) {
        expect(await listHistory(db(), id)).toMatchObject([
          { kind: 'split', from: String(whole), to: String(newId), who: 'Rina', why: 'dua kejadian' },
        ]);
      }
    });

    test('names the new issue as told', async () => {
      const newId = await split(mentionIds.slice(1), 'Kabar lain');
      await refreshIssues(db(), [newId], testNow.toISOString());
      expect((await findIssue(db(), newId))?.title).toBe('Kabar lain');
    });

    test('refuses mentions of other issues, none, and all', async () => {
      const foreign = await addMention(db(), 'koran');
      await expect(split([foreign])).rejects.toEqual(refused(409, 'not-members'));
      await expect(split([])).rejects.toEqual(refused(409, 'not-members'));
      await expect(split(mentionIds)).rejects.toEqual(refused(409, 'nothing-left'));
      expect(await listHistory(db(), issueId)).toEqual([]);
    });
  });

  describe('clarifications', () => {
    const draft = {
      ...{
        title: 'Penjelasan',
        claimed: 'Dana hilang',
        text: 'Dana ada.',
        url: 'https://dinas.test/1',
        agency: 'PUPR',
      },
      publishedAt: '2026-11-22T05:00:00.000Z',
    };
    const add = (change: object = {}) => addClarification(db(), { ...draft, ...by, issueId, answers: true, ...change });

    test('answer an issue and are listed', async () => {
      const id = await add();
      expect((await findIssue(db(), issueId))?.state).toBe('ditanggapi');
      expect(await listClarifications(db())).toEqual([{ ...draft, id, issueId, who: 'Rina' }]);
      expect((await listHistory(db(), issueId)).map(({ kind, to }) => [kind, to])).toEqual([
        ['clarification', String(id)],
        ['state', 'ditanggapi'],
      ]);
      expect(await listClarifications(db(), { since: '2026-11-22T08:00:00.001Z' })).toEqual([]);
      expect(await listClarifications(db(), { issueIds: [] })).toEqual([]);
    });

    test('leave the state alone when they should, or when the issue is closed', async () => {
      await add({ answers: false });
      expect((await findIssue(db(), issueId))?.state).toBe('baru');
      await changeState(db(), { ...by, issueId, to: 'bukan-isu', why: 'iklan' });
      await add();
      expect((await findIssue(db(), issueId))?.state).toBe('bukan-isu');
    });

    test('answer a rumour that has no issue', async () => {
      const id = await add({ issueId: null });
      expect((await listAudit(db(), { object: `clarification:${id}`, limit: 5 })).items).toMatchObject([
        { action: 'clarification.create', who: 'Rina', detail: { title: 'Penjelasan', url: 'https://dinas.test/1' } },
      ]);
    });

    test('are not from the future, nor about an issue that is not there', async () => {
      await expect(add({ publishedAt: '2026-11-22T08:00:00.001Z' })).rejects.toEqual(refused(400, 'future-answer'));
      await expect(add({ issueId: 999 })).rejects.toEqual(refused(404, 'not-found'));
      expect(await listClarifications(db())).toEqual([]);
    });

    test('come in pages, latest first', async () => {
      for (const hour of [1, 2, 3])
        await add({ issueId: null, title: `Jam ${hour}`, publishedAt: `2026-11-22T0${hour}:00:00.000Z` });
      const first = await pageClarifications(db(), { limit: 2 });
      expect(first.items.map(({ title }) => title)).toEqual(['Jam 3', 'Jam 2']);
      const rest = await pageClarifications(db(), { limit: 2, cursor: first.next ?? '' });
      expect([rest.items.map(({ title }) => title), rest.next]).toEqual([['Jam 1'], null]);
    });

    test('an official article of the issue can be the answer, once', async () => {
      const official = await addMention(db(), 'dinas', {
        title: 'Klarifikasi dinas',
        publishedAt: '2026-11-22T04:00:00.000Z',
      });
      const comment = await addMention(db(), 'dinas', { kind: 'comment', text: 'halo' });
      const whole = await addIssue(db(), [...mentionIds, official, comment]);
      const mark = (mentionId: number) => markAnswer(db(), { ...by, issueId: whole, mentionId, agency: null });
      await expect(mark(mentionIds[0] ?? 0)).rejects.toEqual(refused(409, 'not-official'));
      // What a citizen wrote under the office's post comes from the office's source.
      await expect(mark(comment)).rejects.toEqual(refused(409, 'not-official'));
      await expect(mark(await addMention(db(), 'dinas'))).rejects.toEqual(refused(409, 'not-members'));
      const id = await mark(official);
      expect(await listClarifications(db(), { issueIds: [whole] })).toMatchObject([
        { id, title: 'Klarifikasi dinas', publishedAt: '2026-11-22T04:00:00.000Z', claimed: null, agency: 'PUPR' },
      ]);
      expect((await findIssue(db(), whole))?.state).toBe('ditanggapi');
      await expect(mark(official)).rejects.toEqual(refused(409, 'answered'));
    });
  });
});
