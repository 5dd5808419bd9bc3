import { describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import type { RuleSetting } from '../../src/core/alert.ts';
import { silentLog } from '../../src/core/log.ts';
import { type AlertDeps, createAlerter, raiseAlerts } from '../../src/jobs/alert.ts';
import { explainIssue } from '../../src/jobs/explain-issue.ts';
import { configureAll, createRuleLoader } from '../../src/jobs/load-rules.ts';
import { saveAlertRule } from '../../src/store/alert-rules.ts';
import { listAlerts } from '../../src/store/alerts.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveScores } from '../../src/store/scores.ts';
import { makeSpike } from '../alerts/facts.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeIssue } from '../support/make.ts';
import { makeRoute } from './dispatch-seed.ts';
import { addMention, addSources, createTestClock, hour, hoursBefore, makeScored, makeSource, minute } from './seed.ts';

const types = new Map(alertRuleTypes.map((type) => [type.id, type]));

describe.each(dialects)('raiseAlerts on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const rulesOf = (...settings: readonly RuleSetting[]) => configureAll(settings, types, silentLog);
  const rule = (id: string, options: object = {}): RuleSetting => ({ id, rule: id, options });
  const usual = rulesOf(rule('negative-issue'), rule('hoax-claim'));
  const makeClock = () => createTestClock();
  let clock = makeClock();
  const deps = (overrides: Partial<AlertDeps> = {}): AlertDeps => ({
    db: db(),
    now: clock.now,
    log: silentLog,
    rules: async () => usual,
    routes: [makeRoute()],
    ...overrides,
  });
  /** Puts what is in no issue yet into the given one, or a new one. @returns its id */
  const group = async (issueId: number | null = null): Promise<number> => {
    const rows = await db()
      .selectFrom('mentions')
      .innerJoin('scores', 'scores.mentionId', 'mentions.id')
      .select(['mentions.id', 'mentions.title'])
      .where('clustered', '=', 0)
      .orderBy('mentions.id')
      .execute();
    const mentionIds = rows.map(({ id }) => id);
    const issue = makeIssue({ title: rows[0]?.title ?? 'Tanpa judul' });
    const [created] = await saveClustering(db(), {
      assign: issueId === null ? [] : mentionIds.map((mentionId) => ({ mentionId, issueId })),
      create: issueId === null ? [{ issue, mentionIds }] : [],
      refresh: [],
      clusteredMentionIds: mentionIds,
      now: clock.now(),
    });
    return issueId ?? created ?? 0;
  };
  const raise = async (...settings: readonly RuleSetting[]) =>
    (await raiseAlerts(deps({ rules: async () => rulesOf(...settings) }))).alerts;
  const notices = () => db().selectFrom('notices').selectAll().orderBy('id').execute();
  const text = 'Air mati tiga hari di dua kecamatan dan tidak ada pengumuman dari perumda sampai sore ini.';
  const settle = async () => {
    clock = makeClock();
    await addSources(db(), [makeSource({ title: 'Kabar Raga' })]);
  };

  test('stores alert and notices together, and tells it', async () => {
    await settle();
    await addSources(db(), [makeSource({ id: 'cermin', class: 'mirror' })]);
    const id = await addMention(db(), { title: 'Air Mati Tiga Hari', text, publishedAt: hoursBefore(2) });
    await addMention(db(), { sourceId: 'cermin', title: 'Air Mati Tiga Hari', text, publishedAt: hoursBefore(1) });
    await group();
    const announced: unknown[] = [];
    const { alerts } = await raiseAlerts(deps({ announce: (event) => announced.push(event) }));
    expect(alerts).toHaveLength(1);
    const [alert] = alerts;
    expect(alert).toMatchObject({
      occasion: 'first',
      level: 'alert',
      title: 'Air Mati Tiga Hari',
      subject: `issue:${alert?.issueId}`,
      reason: '1 sebutan negatif dari 1 sumber dalam 3 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
      mentionIds: [id],
      snapshot: {
        issue: { title: 'Air Mati Tiga Hari', mentionCount: 1 },
        mentions: [{ id, publisher: 'Kabar Raga', agency: 'PUPR' }],
      },
    });
    expect((await listAlerts(db(), { limit: 5 })).items).toEqual(alerts);
    expect((await notices()).map(({ alertId, recipient, state }) => [alertId, recipient, state])).toEqual([
      [alert?.id, 'humas', 'waiting'],
    ]);
    expect(announced).toEqual([{ type: 'alert', at: alert?.firedAt, alertId: alert?.id, issueId: alert?.issueId }]);
  });

  test('records that there is no route', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text });
    await group();
    const { alerts } = await raiseAlerts(deps({ routes: [] }));
    expect(await db().selectFrom('decisions').select(['alertId', 'reason']).execute()).toEqual([
      { alertId: alerts[0]?.id, reason: 'no-route' },
    ]);
  });

  test('says it once, and again after the interval only with something new', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text, publishedAt: hoursBefore(1) });
    const issueId = await group();
    const alerter = createAlerter(deps());
    expect((await alerter.raise()).alerts).toHaveLength(1);
    clock.pass(7 * hour);
    expect((await alerter.raise()).alerts).toEqual([]);
    await addMention(db(), {
      title: 'Masih Mati',
      text: `${text} Warga antre.`,
      publishedAt: clock.now().toISOString(),
      collectedAt: clock.now(),
    });
    await group(issueId);
    expect((await alerter.raise()).alerts).toMatchObject([{ occasion: 'repeat' }]);
    expect((await alerter.raise()).alerts).toEqual([]);
  });

  test('what came within the interval is told when it is over, also by one who remembers', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text, publishedAt: hoursBefore(1) });
    const issueId = await group();
    const alerter = createAlerter(deps());
    await alerter.raise();
    clock.pass(hour);
    await addMention(db(), { title: 'Air Mati Lagi', text: `${text} Lagi.`, collectedAt: clock.now() });
    await group(issueId);
    const times: number[] = [];
    for (let passed = 0; passed < 8 * 60; passed += 1) {
      clock.pass(minute);
      if ((await alerter.raise()).alerts.length > 0) times.push(passed + 1);
    }
    // Six hours after the first alert: five after the second article.
    expect(times).toEqual([5 * 60]);
  });

  test('a rise is told at once', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text, publishedAt: hoursBefore(1) });
    const issueId = await group();
    const setting = rule('negative-issue', { crisis: { hour: 3 }, times: 1 });
    expect(await raise(setting)).toMatchObject([{ level: 'alert', occasion: 'first' }]);
    clock.pass(2 * minute);
    for (const word of ['pagi', 'siang', 'malam']) {
      await addMention(db(), {
        title: 'Air Mati',
        text: `${text} Sejak ${word}.`,
        publishedAt: clock.now().toISOString(),
        collectedAt: clock.now(),
      });
    }
    await group(issueId);
    expect(await raise(setting)).toMatchObject([{ level: 'crisis', occasion: 'rise' }]);
    expect(await raise(setting)).toEqual([]);
  });

  test('stays silent on old news, on issues that are calm, and on those that are done or joined to another', async () => {
    await settle();
    await addMention(db(), { title: 'Berita Lama', text, publishedAt: hoursBefore(60) });
    await group();
    await addMention(db(), {
      title: 'Lomba',
      text: 'Lomba desa.',
      scored: { label: 'positive', attention: 'none', topic: 'lainnya' },
    });
    await group();
    expect((await raiseAlerts(deps())).alerts).toEqual([]);
    await addMention(db(), { title: 'Jalan Rusak Parah', text: 'Jalan rusak parah, truk terguling.' });
    const id = await group();
    for (const state of ['selesai', 'bukan-isu']) {
      await db().updateTable('issues').set({ state }).where('id', '=', id).execute();
      expect((await raiseAlerts(deps())).alerts).toEqual([]);
    }
    await db().updateTable('issues').set({ state: 'baru' }).where('id', '=', id).execute();
    expect((await raiseAlerts(deps())).alerts).toHaveLength(1);
  });

  test('leaves neither alert nor notice when the plan cannot be made', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text });
    await group();
    const broken = makeRoute();
    Object.defineProperty(broken, 'targets', {
      get() {
        throw new Error('rencana');
      },
    });
    const alerter = createAlerter(deps({ routes: [broken] }));
    await expect(alerter.raise()).rejects.toThrow('rencana');
    expect((await listAlerts(db(), { limit: 5 })).items).toEqual([]);
    expect(await notices()).toEqual([]);
    expect((await raiseAlerts(deps())).alerts).toHaveLength(1);
  });

  test('names the answer to a repeated claim, until a person says that it is none', async () => {
    await settle();
    const check = await addMention(db(), {
      title: 'Itu palsu',
      text: 'Pendaftaran lewat tautan itu palsu.',
      scored: { hoaxClass: 'fact-check', label: 'neutral', attention: 'none', topic: 'bansos-sosial' },
    });
    await group();
    const claim = 'Segera daftar bantuan lewat tautan ini sebelum ditutup malam nanti.';
    const post = await addMention(db(), { title: null, text: claim, scored: null });
    const scored = makeScored({ attention: 'watch', label: 'neutral', topic: 'bansos-sosial', hoaxClass: 'claim' });
    const { contentHash } = await db()
      .selectFrom('mentions')
      .select('contentHash')
      .where('id', '=', post)
      .executeTakeFirstOrThrow();
    const row = { mentionId: post, contentHash, stamp: 'uji' };
    await saveScores(db(), [{ ...row, scored }], clock.now());
    await db()
      .insertInto('claimRepeats')
      .values({
        claimId: `mention:${check}`,
        mentionId: post,
        similarity: 0.82,
        kind: 'match',
        publishedAt: clock.now().toISOString(),
      })
      .execute();
    await group();
    const decision = { mentionId: post, claimId: `mention:${check}`, who: 'Rina', at: clock.now().toISOString() };
    await db()
      .insertInto('claimDecisions')
      .values({ ...decision, verdict: 'rejected' })
      .execute();
    expect(await raise(rule('hoax-repeat'))).toEqual([]);
    await db().deleteFrom('claimDecisions').execute();
    const { url: checkUrl } = await db()
      .selectFrom('mentions')
      .select('url')
      .where('id', '=', check)
      .executeTakeFirstOrThrow();
    const [alert] = await raise(rule('hoax-repeat'));
    expect(alert).toMatchObject({ level: 'watch', mentionIds: [post] });
    expect(alert?.reason).toContain('sudah ada klarifikasi: Itu palsu (kemiripan 82%)');
    expect(alert?.snapshot.answers).toEqual([
      {
        claimId: `mention:${check}`,
        mentionId: post,
        title: 'Itu palsu',
        url: checkUrl,
        similarity: 0.82,
        kind: 'match',
      },
    ]);
  });

  test('watches keywords', async () => {
    await settle();
    const id = await addMention(db(), {
      text: 'Surat suara tercoblos.',
      scored: { label: 'neutral', attention: 'none' },
    });
    await group();
    const at = clock.now().toISOString();
    const pack = { id: 'pilkada', title: 'Pilkada', stage: 'none', data: '{}', updatedAt: at, updatedBy: 'Rina' };
    await db()
      .insertInto('keywordPacks')
      .values({ ...pack, fromDate: null, toDate: null })
      .execute();
    const hit = { packId: 'pilkada', mentionId: id, keyword: 'surat suara', theme: 'kecurangan', field: 'text' };
    await db()
      .insertInto('keywordHits')
      .values({ ...hit, startAt: 0, endAt: 11, candidates: '[]', publishedAt: at, at })
      .execute();
    expect(await raise(rule('keyword-watch'))).toEqual([]);
    expect(await raise(rule('keyword-watch', { minMentions: 1 }))).toMatchObject([
      { level: 'watch', mentionIds: [id] },
    ]);
  });

  test('passes up a theme that comes back', async () => {
    await settle();
    const pool = { agency: 'PUPR', topic: 'infrastruktur-jalan' } as const;
    const old = { title: 'Jalan Kedungrinjing Berlubang', text: 'Jalan Kedungrinjing berlubang, pengendara jatuh.' };
    await addMention(db(), {
      ...old,
      publishedAt: hoursBefore(24 * 9),
      collectedAt: new Date(hoursBefore(24 * 9)),
      scored: pool,
    });
    await group();
    await addMention(db(), {
      title: 'Jembatan Wulung Ambrol',
      text: 'Jembatan Wulung ambrol diterjang truk.',
      scored: pool,
    });
    await group();
    const [alert] = await raise(rule('negative-issue'), rule('recurring-theme'));
    expect(alert).toMatchObject({ ruleId: 'recurring-theme', level: 'alert' });
    expect(alert?.reason).toMatch(/sudah 2 kali dalam 14 hari, sebelumnya #\d+ “Jalan Kedungrinjing Berlubang”; perlu/);
    expect(alert?.reason).toContain('1 sebutan negatif dari 1 sumber');
  });

  test('tells of a spike once, and not of what its issue has told', async () => {
    await settle();
    const id = await addMention(db(), { title: 'Air Mati', text });
    const issueId = await group();
    const found = makeSpike({ mentionIds: [id, 999_999], issueId });
    const spiking = (...settings: readonly RuleSetting[]) =>
      deps({ rules: async () => rulesOf(...settings), spikes: async () => [found] });
    const { alerts } = await raiseAlerts(spiking(rule('spike')));
    expect(alerts).toMatchObject([{ subject: 'spike:topic:air-listrik', issueId, level: 'watch', mentionIds: [id] }]);
    expect((await raiseAlerts(spiking(rule('spike')))).alerts).toEqual([]);
    await db().deleteFrom('alerts').execute();
    expect((await raiseAlerts(spiking(rule('spike'), rule('negative-issue')))).alerts).toMatchObject([
      { subject: `issue:${issueId}` },
    ]);
  });

  test('tells of sources that are silent', async () => {
    await settle();
    const sources = ['a', 'b', 'c'].map((id) => makeSource({ id, title: `Sumber ${id}` }));
    await addSources(db(), sources);
    const fresh = { lastSuccessAt: hoursBefore(0), firstSuccessAt: hoursBefore(900), lastNewItemAt: hoursBefore(1) };
    await db().updateTable('sources').set(fresh).execute();
    await db()
      .updateTable('sources')
      .set({ lastNewItemAt: hoursBefore(100) })
      .where('id', '=', 'b')
      .execute();
    expect(await raise(rule('source-silent'))).toMatchObject([{ subject: 'source:b', level: 'watch', issueId: null }]);
    expect(await raise(rule('source-silent'))).toEqual([]);
    await db()
      .updateTable('sources')
      .set({ lastNewItemAt: hoursBefore(100) })
      .execute();
    expect(await raise(rule('source-silent'))).toMatchObject([{ subject: 'source:*', level: 'alert' }]);
    expect(await raise(rule('source-silent'))).toEqual([]);
  });

  test('takes up a rule that was made meanwhile, leaves out one that is switched off or not understood', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text, scored: { attention: 'watch' } });
    await group();
    const load = createRuleLoader({ db: db(), configured: [rule('negative-issue')], types, log: silentLog });
    const alerter = createAlerter(deps({ rules: load }));
    expect((await alerter.raise()).alerts).toEqual([]);
    expect(await load()).toBe(await load());
    const watch = { id: 'pupr', rule: 'agency-mention', author: 'Rina', options: { agencies: ['PUPR'] } };
    await saveAlertRule(db(), { ...watch, enabled: false }, clock.now());
    await saveAlertRule(db(), { ...watch, id: 'rusak', options: { agencies: 7 }, enabled: true }, clock.now());
    await saveAlertRule(db(), { ...watch, id: 'hilang', rule: 'tidak-ada', enabled: true }, clock.now());
    expect((await alerter.raise()).alerts).toEqual([]);
    await saveAlertRule(db(), { ...watch, enabled: true }, clock.now());
    expect((await alerter.raise()).alerts).toMatchObject([{ ruleId: 'pupr', level: 'watch' }]);
  });

  test('says of every rule why it does not fire', async () => {
    await settle();
    await addMention(db(), { title: 'Air Mati', text });
    const issueId = await group();
    const rules = rulesOf(rule('negative-issue'), rule('hoax-claim'), rule('source-silent'));
    const explain = () => explainIssue(db(), rules, (ruleId) => types.get(ruleId)?.title ?? '', issueId, clock.now());
    expect(await explain()).toMatchObject({
      last: null,
      rules: [
        { ruleId: 'negative-issue', title: 'Isu negatif terhadap pemerintah daerah', fires: true, level: 'alert' },
        { ruleId: 'hoax-claim', fires: false, level: null, why: 'Tidak ada klaim yang berciri hoaks dalam isu ini.' },
      ],
    });
    await raiseAlerts(deps());
    clock.pass(30 * minute);
    expect((await explain())?.rules[0]).toMatchObject({
      fires: false,
      why: 'Tidak ada yang berubah sejak peringatan terakhir.',
    });
    expect(await explainIssue(db(), rules, () => '', 999_999, clock.now())).toBeNull();
  });
});
