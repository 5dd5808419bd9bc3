import { describe, expect, test } from 'vitest';
import type { RecipientLimits } from '../../src/core/dispatch.ts';
import { type DispatchDeps, dispatchDue } from '../../src/jobs/dispatch.ts';
import { acknowledgeAlert, withdrawAcknowledgement } from '../../src/store/acknowledgements.ts';
import { mendDueTimes } from '../../src/store/clock-step.ts';
import { changeState } from '../../src/store/issue-life.ts';
import { nextNoticeAt } from '../../src/store/notices.ts';
import { endSilence, insertSilence } from '../../src/store/silences.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import {
  addAlert,
  addIssue,
  addMention,
  anything,
  type Clock,
  day,
  hour,
  listReasons,
  listSent,
  makeClock,
  makeDispatchDeps,
  makeLimits,
  makeRoute,
  makeTarget,
  minute,
  night,
  second,
  start,
} from './dispatch-seed.ts';

const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);

describe.each(dialects)('dispatchDue on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const limitsOf = (own: Partial<RecipientLimits>) =>
    new Map(['humas', 'camat', 'sekda'].map((id) => [id, makeLimits(own)]));

  /** Runs every second, as the product does, for so long. */
  async function run(deps: DispatchDeps, clock: Clock, ms: number, step = 10 * second): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      clock.pass(step);
      await dispatchDue(deps);
    }
  }
  const sentAlerts = async () => (await listSent(db())).map(({ alerts }) => alerts);
  const detailsOf = async (alertId: number) =>
    (await db().selectFrom('decisions').select('detail').where('alertId', '=', alertId).orderBy('id').execute()).map(
      ({ detail }) => detail,
    );

  test('waits for company, then tells of the whole group in one message', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const first = await addAlert(db(), deps, { subject: 'issue:a' });
    await run(deps, clock, 20 * second);
    const second_ = await addAlert(db(), deps, { subject: 'issue:b', level: 'watch' });
    expect(await listSent(db())).toEqual([]);
    await run(deps, clock, 10 * second);
    expect(await listSent(db())).toEqual([
      { to: 'humas', at: clock.at.toISOString(), occasion: 'group', alerts: [first.id, second_.id] },
    ]);
    expect(await listReasons(db(), second_.id)).toEqual(['humas/email queued']);
    await run(deps, clock, 5 * minute);
    expect(await listSent(db())).toHaveLength(1);
    expect(await nextNoticeAt(db())).toBeNull();
  });

  test('a crisis waits ten seconds at most, the next message of a group for its interval', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    await addAlert(db(), deps, { subject: 'issue:a', level: 'crisis' });
    await run(deps, clock, 10 * second);
    expect(await listSent(db())).toHaveLength(1);
    const next = await addAlert(db(), deps, { subject: 'issue:b', level: 'alert', agency: 'PUPR' });
    await run(deps, clock, 4 * minute + 40 * second);
    expect(await listSent(db())).toHaveLength(1);
    await run(deps, clock, minute);
    expect((await sentAlerts())[1]).toEqual([next.id]);
    const same = await addAlert(db(), deps, { subject: 'issue:c', level: 'alert', agency: 'PUPR' });
    await run(deps, clock, 4 * minute);
    expect(await listReasons(db(), same.id)).toEqual(['humas/email held group-interval']);
    await run(deps, clock, 2 * minute);
    expect((await sentAlerts())[2]).toEqual([same.id]);
  });

  test('goes to the first route that matches, and further where that says so; to nobody with a record', async () => {
    const clock = makeClock();
    const air = makeRoute({ id: 'air', match: { ...anything, agencies: ['PDAM'] }, targets: [makeTarget('camat')] });
    const all = makeRoute({ match: { ...anything, levels: ['alert'] }, targets: [makeTarget('humas')] });
    const empty = makeRoute({ id: 'kosong', match: { ...anything, levels: ['crisis'] }, targets: [] });
    const deps = makeDispatchDeps(db(), clock, { routes: [air, all, empty] });
    const water = await addAlert(db(), deps, { subject: 'issue:a' });
    const road = await addAlert(db(), deps, { subject: 'issue:b', agency: 'PUPR' });
    const lone = await addAlert(db(), deps, { subject: 'issue:c', agency: 'PUPR', level: 'watch' });
    const none = await addAlert(db(), deps, { subject: 'issue:d', agency: 'PUPR', level: 'crisis' });
    await run(deps, clock, minute);
    expect((await listSent(db())).map(({ to, alerts }) => [to, alerts])).toEqual([
      ['camat', [water.id]],
      ['humas', [road.id]],
    ]);
    expect([await listReasons(db(), lone.id), await listReasons(db(), none.id)]).toEqual([
      ['dropped no-route'],
      ['dropped no-recipient'],
    ]);
    const both = {
      ...deps,
      routes: [
        { ...air, goOn: true },
        { ...all, targets: [...all.targets, ...air.targets] },
      ],
    };
    const shared = await addAlert(db(), both, { subject: 'issue:e', topic: 'kesehatan' });
    await run(both, clock, 6 * minute);
    const told = (await listSent(db())).filter(({ alerts }) => alerts.includes(shared.id));
    expect(told.map(({ to }) => to).sort()).toEqual(['camat', 'humas']);
  });

  test('a silence holds and says so; what went on is told afterwards, what settled is not', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const [open, still] = [await addIssue(db()), await addIssue(db())];
    const match = { ...anything, agencies: ['PDAM'] };
    const endsAt = new Date(start.getTime() + 20 * hour).toISOString();
    const reason = 'perbaikan pipa terjadwal';
    const muted = { match, reason, author: 'Rina', startsAt: start.toISOString(), endsAt };
    const { id } = await insertSilence(db(), muted, clock.at);
    const goesOn = await addAlert(db(), deps, { issueId: open });
    const settles = await addAlert(db(), deps, { issueId: still });
    const crisis = await addAlert(db(), deps, { subject: 'issue:x', level: 'crisis', topic: 'kesehatan' });
    await run(deps, clock, hour, minute);
    expect(await listSent(db())).toEqual([]);
    expect(await listReasons(db(), goesOn.id)).toEqual(['humas/email held silenced']);
    expect(await detailsOf(goesOn.id)).toEqual([
      `peredaman #${id} oleh Rina sampai 23 Nov 2026, 06.00 WIB: perbaikan pipa terjadwal`,
    ]);
    await addMention(db(), open, clock.at);
    await run(deps, clock, 20 * hour, 10 * minute);
    expect(ascending((await sentAlerts()).flat())).toEqual([goesOn.id, crisis.id]);
    expect(await listReasons(db(), settles.id)).toEqual(['humas/email held silenced', 'humas/email dropped settled']);
  });

  test('ending a silence lets go of what it held, once', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const issueId = await addIssue(db());
    const startsAt = start.toISOString();
    const muted = {
      match: anything,
      reason: 'uji',
      author: 'Rina',
      startsAt,
      endsAt: new Date(+start + day).toISOString(),
    };
    const { id } = await insertSilence(db(), muted, clock.at);
    const alert = await addAlert(db(), deps, { issueId });
    await run(deps, clock, minute);
    await addMention(db(), issueId, clock.at);
    expect((await endSilence(db(), id, 'Budi', clock.at)).endedBy).toBe('Budi');
    expect((await endSilence(db(), id, 'Sari', clock.at)).endedBy).toBe('Budi');
    await run(deps, clock, minute);
    expect(await sentAlerts()).toEqual([[alert.id]]);
    const trail = await db().selectFrom('audit').select(['who', 'action']).orderBy('id').execute();
    expect(trail).toEqual([
      { who: 'Rina', action: 'silence.create' },
      { who: 'Budi', action: 'silence.end' },
    ]);
  });

  test('a crisis that is over lets go of what it muted, at once', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const [burst, leak] = [await addIssue(db()), await addIssue(db())];
    await addAlert(db(), deps, { issueId: burst, level: 'crisis' });
    await run(deps, clock, minute);
    const muted = await addAlert(db(), deps, { issueId: leak });
    await run(deps, clock, 10 * minute);
    expect(await listReasons(db(), muted.id)).toEqual(['humas/email held inhibited']);
    await addMention(db(), leak, clock.at);
    const over = { issueId: burst, who: 'Rina', why: 'pengosongan pipa terjadwal', now: clock.at };
    await changeState(db(), { ...over, to: 'bukan-isu' });
    await run(deps, clock, 6 * minute);
    expect((await sentAlerts()).flat()).toContain(muted.id);
  });

  test('a crisis mutes lesser alerts on its topic and agency, for those who know of it', async () => {
    const clock = makeClock();
    const crises = makeRoute({ id: 'krisis', match: { ...anything, levels: ['crisis'] }, goOn: true });
    const all = makeRoute({
      id: 'lain',
      targets: [makeTarget('humas'), makeTarget('camat')],
      match: { ...anything, levels: ['watch', 'alert'] },
    });
    const deps = makeDispatchDeps(db(), clock, { routes: [crises, all] });
    const child = await addAlert(db(), deps, { subject: 'issue:b' });
    const other = await addAlert(db(), deps, { subject: 'issue:c', agency: 'PUPR' });
    await run(deps, clock, 10 * second);
    const crisis = await addAlert(db(), deps, { subject: 'issue:a', level: 'crisis' });
    await run(deps, clock, 10 * minute);
    const sent = await listSent(db());
    expect(sent.filter(({ to }) => to === 'humas').map(({ alerts }) => alerts)).toEqual([[crisis.id], [other.id]]);
    expect(ascending(sent.filter(({ to }) => to === 'camat').flatMap(({ alerts }) => alerts))).toEqual([
      child.id,
      other.id,
    ]);
    expect(await detailsOf(child.id)).toContain(
      `krisis #${crisis.id} “Air mati di Lembah Asri” meredamnya sampai 22 Nov 2026, 13.00 WIB`,
    );
    await run(deps, clock, 3 * hour, minute);
    expect(await listReasons(db(), child.id)).toContain('humas/email dropped settled');
  });

  test('a crisis that was closed mutes nothing', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const issueId = await addIssue(db());
    await addAlert(db(), deps, { issueId, level: 'crisis' });
    await run(deps, clock, minute);
    const stateAt = clock.at.toISOString();
    await db().updateTable('issues').set({ state: 'bukan-isu', stateAt }).where('id', '=', issueId).execute();
    const next = await addAlert(db(), deps, { subject: 'issue:b' });
    await run(deps, clock, 6 * minute);
    expect((await sentAlerts())[1]).toEqual([next.id]);
  });

  test('quiet hours hold and deliver later; levels that they except come through', async () => {
    const clock = makeClock(new Date('2026-11-22T15:00:00.000Z'));
    const deps = makeDispatchDeps(db(), clock, { limits: limitsOf({ quiet: night }) });
    const quiet = await addAlert(db(), deps, { subject: 'issue:a' });
    const loud = await addAlert(db(), deps, { subject: 'issue:b', level: 'crisis', topic: 'kesehatan' });
    await run(deps, clock, 6 * hour, minute);
    expect(await sentAlerts()).toEqual([[loud.id]]);
    expect(await detailsOf(quiet.id)).toEqual(['jam tenang penerima sampai 23 Nov 2026, 05.00 WIB']);
    await run(deps, clock, hour + minute, minute);
    expect((await listSent(db()))[1]).toMatchObject({ at: '2026-11-22T22:00:00.000Z', alerts: [quiet.id] });
    expect(await listReasons(db(), quiet.id)).toEqual(['humas/email held quiet-hours', 'humas/email queued']);
  });

  test('what is beyond the limit comes as one collected message; one message is kept for a crisis', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock, { limits: limitsOf({ maxMessages: 3 }) });
    const agencies = ['PDAM', 'PUPR', 'DLH', 'Dinkes'];
    const ids = [];
    for (const agency of agencies) ids.push((await addAlert(db(), deps, { subject: `issue:${agency}`, agency })).id);
    await run(deps, clock, minute);
    const sent = await listSent(db());
    expect(sent.map(({ occasion, alerts }) => [occasion, alerts.length])).toEqual([
      ['group', 1],
      ['collected', 3],
    ]);
    expect(ascending(sent.flatMap(({ alerts }) => alerts))).toEqual(ids);
    const late = await addAlert(db(), deps, { subject: 'issue:late', agency: 'Dishub' });
    await run(deps, clock, minute);
    expect(await listReasons(db(), late.id)).toEqual(['humas/email held rate-limit']);
    const crisis = await addAlert(db(), deps, { subject: 'issue:crisis', agency: 'BPBD', level: 'crisis' });
    await run(deps, clock, 10 * second);
    expect((await sentAlerts())[2]).toEqual([crisis.id]);
    await run(deps, clock, 5 * minute);
    expect((await sentAlerts()).flat()).toContain(late.id);
  });

  test('an acknowledgement stops repeats, not a rise, and others are still told the first time', async () => {
    const clock = makeClock();
    const routes = [makeRoute({ targets: [makeTarget('humas'), makeTarget('camat')] })];
    const limits = new Map([
      ['humas', makeLimits()],
      ['camat', makeLimits({ quiet: { from: 0, to: 12 * 60, except: [] } })],
    ]);
    const deps = makeDispatchDeps(db(), clock, { routes, limits });
    const first = await addAlert(db(), deps, { subject: 'issue:a', level: 'watch' });
    await run(deps, clock, minute);
    const until = new Date(clock.at.getTime() + day).toISOString();
    const given = { by: 'Rina', at: clock.at.toISOString(), note: 'tim ke lokasi', until };
    expect(await acknowledgeAlert(db(), first.id, given)).toEqual([first.id]);
    const repeat = await addAlert(db(), deps, { subject: 'issue:a', level: 'watch', occasion: 'repeat' });
    await run(deps, clock, 10 * minute, minute);
    expect(await listReasons(db(), repeat.id)).toEqual([
      'camat/email dropped acknowledged',
      'humas/email dropped acknowledged',
    ]);
    expect((await detailsOf(repeat.id))[0]).toBe(
      'ditangani Rina sejak 22 Nov 2026, 10.01 WIB (tim ke lokasi), berlaku sampai 23 Nov 2026, 10.01 WIB',
    );
    const rise = await addAlert(db(), deps, { subject: 'issue:a', level: 'alert', occasion: 'rise' });
    await run(deps, clock, 3 * hour, minute);
    const told = await listSent(db());
    expect(told.filter(({ to }) => to === 'humas').flatMap(({ alerts }) => alerts)).toEqual([first.id, rise.id]);
    expect(ascending(told.filter(({ to }) => to === 'camat').flatMap(({ alerts }) => alerts))).toEqual([
      first.id,
      rise.id,
    ]);
    clock.pass(day);
    const later = await addAlert(db(), deps, { subject: 'issue:a', level: 'watch', occasion: 'repeat' });
    await run(deps, clock, 6 * hour, minute);
    expect((await sentAlerts()).flat()).toContain(later.id);
  });

  test('tells those above when nobody reacts, and keeps their quiet hours', async () => {
    const clock = makeClock(new Date('2026-11-22T13:30:00.000Z'));
    const escalations = [
      { afterMs: hour, targets: [makeTarget('camat')] },
      { afterMs: hour, targets: [makeTarget('sekda')] },
    ];
    const limits = new Map([
      ['humas', makeLimits()],
      ['camat', makeLimits()],
      ['sekda', makeLimits({ quiet: night })],
    ]);
    const deps = makeDispatchDeps(db(), clock, { routes: [makeRoute({ escalations })], limits });
    const alert = await addAlert(db(), deps, { subject: 'issue:a' });
    await run(deps, clock, 62 * minute, 30 * second);
    expect((await listSent(db())).map(({ to, occasion }) => [to, occasion])).toEqual([
      ['humas', 'group'],
      ['camat', 'escalation'],
    ]);
    await run(deps, clock, 8 * hour, minute);
    expect((await listSent(db()))[2]).toMatchObject({ to: 'sekda', at: '2026-11-22T22:00:00.000Z' });
    expect(await listReasons(db(), alert.id)).toEqual([
      'humas/email queued',
      'camat/email queued',
      'sekda/email held quiet-hours',
      'sekda/email queued',
    ]);
  });

  test('tells nobody above of what somebody sees to, unless that is taken back', async () => {
    const clock = makeClock();
    const escalations = [{ afterMs: hour, targets: [makeTarget('sekda')] }];
    const deps = makeDispatchDeps(db(), clock, { routes: [makeRoute({ escalations })] });
    const issueId = await addIssue(db());
    const seen = await addAlert(db(), deps, { subject: 'issue:a' });
    const moved = await addAlert(db(), deps, { issueId });
    await run(deps, clock, 30 * minute, 30 * second);
    const until = new Date(clock.at.getTime() + 10 * minute).toISOString();
    await acknowledgeAlert(db(), seen.id, { by: 'Rina', at: clock.at.toISOString(), note: null, until });
    await db()
      .updateTable('issues')
      .set({ state: 'diteruskan', stateAt: clock.at.toISOString() })
      .where('id', '=', issueId)
      .execute();
    await run(deps, clock, hour, minute);
    expect((await listSent(db())).map(({ to }) => to)).toEqual(['humas']);
    expect(await listReasons(db(), moved.id)).toEqual(['humas/email queued', 'sekda/email dropped not-escalated']);
    await expect(withdrawAcknowledgement(db(), moved.id, 'Budi', clock.at)).rejects.toMatchObject({ status: 409 });
    expect(await withdrawAcknowledgement(db(), seen.id, 'Budi', clock.at)).toEqual([seen.id]);
    await run(deps, clock, minute);
    expect((await listSent(db()))[1]).toMatchObject({ to: 'sekda', alerts: [seen.id] });
  });

  test('drops what a person has closed, but tells of what came back', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const issueId = await addIssue(db());
    const closed = await addAlert(db(), deps, { issueId });
    const close = (state: string) =>
      db().updateTable('issues').set({ state, stateAt: clock.at.toISOString() }).where('id', '=', issueId).execute();
    await close('selesai');
    await run(deps, clock, minute);
    expect(await listReasons(db(), closed.id)).toEqual(['humas/email dropped handled']);
    const back = await addAlert(db(), deps, { issueId });
    await run(deps, clock, minute);
    expect(await sentAlerts()).toEqual([[back.id]]);
    await close('bukan-isu');
    const none = await addAlert(db(), deps, { issueId });
    await run(deps, clock, 10 * minute);
    expect(await listReasons(db(), none.id)).toEqual(['humas/email dropped handled']);
  });

  test('follows an issue to the one that it was joined to', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    const into = await addIssue(db(), { state: 'bukan-isu', stateAt: start.toISOString() });
    const joined = await addIssue(db(), { mergedInto: into });
    const alert = await addAlert(db(), deps, { issueId: joined });
    await run(deps, clock, minute);
    expect(await listReasons(db(), alert.id)).toEqual(['humas/email dropped handled']);
  });

  test('says what no channel and no recipient can take', async () => {
    const clock = makeClock();
    const targets = [makeTarget('humas', 'telegram'), makeTarget('pindah')];
    const deps = makeDispatchDeps(db(), clock, { routes: [makeRoute({ targets })], channels: new Set(['email']) });
    const alert = await addAlert(db(), deps);
    await run(deps, clock, minute);
    expect((await listReasons(db(), alert.id)).toSorted()).toEqual([
      'humas/telegram dropped no-channel',
      'pindah/email dropped no-recipient',
    ]);
    expect(await listSent(db())).toEqual([]);
  });

  test('one that cannot be told does not keep others waiting, and is tried again', async () => {
    const clock = makeClock();
    let broken = true;
    const deps = makeDispatchDeps(db(), clock, {
      routes: [makeRoute({ targets: [makeTarget('camat'), makeTarget('humas')] })],
    });
    const { alerts: render } = deps.renderer;
    const renderer: DispatchDeps['renderer'] = {
      alerts: (alerts, target, occasion) => {
        if (broken && target.recipient === 'camat') throw new Error('cannot be rendered');
        return render(alerts, target, occasion);
      },
    };
    await addAlert(db(), deps);
    clock.pass(minute);
    await expect(dispatchDue({ ...deps, renderer })).rejects.toThrow('cannot be rendered');
    expect((await listSent(db())).map(({ to }) => to)).toEqual(['humas']);
    expect(await db().selectFrom('decisions').selectAll().execute()).toHaveLength(1);
    broken = false;
    await dispatchDue({ ...deps, renderer });
    expect((await listSent(db())).map(({ to }) => to)).toEqual(['humas', 'camat']);
  });

  test('two at the same time send once', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock);
    for (const subject of ['issue:a', 'issue:b']) await addAlert(db(), deps, { subject });
    clock.pass(minute);
    await Promise.all([dispatchDue(deps), dispatchDue(deps), dispatchDue(deps)]);
    expect(await listSent(db())).toHaveLength(1);
  });

  test('a clock set back neither doubles nor delays', async () => {
    const clock = makeClock();
    const deps = makeDispatchDeps(db(), clock, {
      routes: [makeRoute({ escalations: [{ afterMs: hour, targets: [makeTarget('sekda')] }] })],
    });
    clock.pass(30 * day);
    const early = await addAlert(db(), deps, { subject: 'issue:a' });
    await run(deps, clock, minute);
    const held = await addAlert(db(), deps, { subject: 'issue:b' });
    await run(deps, clock, minute);
    const waiting = await addAlert(db(), deps, { subject: 'issue:c', topic: 'kesehatan' });
    clock.pass(-30 * day);
    await mendDueTimes(db(), clock.at);
    await run(deps, clock, minute);
    expect((await sentAlerts()).flat()).toEqual([early.id, held.id]);
    await run(deps, clock, 5 * minute);
    expect((await sentAlerts()).flat()).toEqual([early.id, held.id, waiting.id]);
    await run(deps, clock, 51 * minute, minute);
    expect((await listSent(db())).filter(({ to }) => to === 'sekda')).toEqual([]);
    await run(deps, clock, 15 * minute, minute);
    const told = (await listSent(db())).filter(({ to }) => to === 'sekda').flatMap(({ alerts }) => alerts);
    expect(ascending(told)).toEqual([early.id, held.id, waiting.id]);
  });
});
