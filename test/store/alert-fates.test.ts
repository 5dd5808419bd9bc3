import { describe, expect, test } from 'vitest';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { acknowledgeAlert } from '../../src/store/acknowledgements.ts';
import { countAlertMessages } from '../../src/store/alert-fates.ts';
import { countAlertFates } from '../../src/store/decisions.ts';
import { claimNotifications, markSent } from '../../src/store/outbox.ts';
import { endSilence, insertSilence } from '../../src/store/silences.ts';
import {
  addAlert,
  anything,
  day,
  hour,
  makeClock,
  makeDispatchDeps,
  makeRoute,
  makeTarget,
  minute,
  start,
} from '../jobs/dispatch-seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

describe.each(dialects)('what became of alerts, on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const at = (ms: number) => new Date(start.getTime() + ms).toISOString();

  test('is counted for a report', async () => {
    const clock = makeClock();
    const targets = [makeTarget('humas'), makeTarget('camat')];
    const alerts = { ...anything, levels: ['alert', 'crisis'] as const };
    const escalations = [{ afterMs: 4 * hour, targets: [makeTarget('sekda')] }];
    const deps = makeDispatchDeps(db(), clock, { routes: [makeRoute({ match: alerts, targets, escalations })] });
    const muted = {
      match: { ...anything, agencies: ['PUPR'] },
      reason: 'uji',
      author: 'Rina',
      startsAt: at(0),
      endsAt: at(day),
    };
    const { id } = await insertSilence(db(), muted, clock.at);
    const before = await insertSilence(
      db(),
      { ...muted, startsAt: at(-2 * day), endsAt: at(-day) },
      new Date(at(-2 * day)),
    );
    const ended = await insertSilence(db(), muted, clock.at);
    clock.pass(hour);
    await endSilence(db(), ended.id, 'Budi', clock.at);
    const told = await addAlert(db(), deps, { subject: 'issue:a' });
    await addAlert(db(), deps, { subject: 'issue:b', agency: 'PUPR' });
    await addAlert(db(), deps, { subject: 'issue:c', level: 'watch' });
    await acknowledgeAlert(db(), told.id, { by: 'Rina', at: at(hour), note: null, until: at(day) });
    clock.pass(minute);
    await dispatchDue(deps);
    const [first] = await claimNotifications(db(), { channel: 'email', now: clock.at, limit: 1, leaseMs: minute });
    await markSent(db(), first?.id ?? 0, clock.at);
    expect(await countAlertMessages(db(), [told.id])).toEqual(
      new Map([[told.id, { pending: 1, sending: 0, sent: 1, dead: 0 }]]),
    );
    clock.pass(2 * day);
    await addAlert(db(), deps, { subject: 'issue:d', level: 'crisis' });
    expect(await countAlertFates(db(), { from: at(0), to: at(day) })).toEqual({
      raised: { watch: 1, alert: 2, crisis: 0 },
      acknowledged: 1,
      sent: 1,
      waiting: 3,
      failed: 0,
      keptBack: [
        { reason: 'silenced', count: 2 },
        { reason: 'no-route', count: 1 },
      ],
      silences: [
        { id: ended.id, reason: 'uji', author: 'Rina', endsAt: at(day), muted: 0 },
        { id, reason: 'uji', author: 'Rina', endsAt: at(day), muted: 2 },
      ],
    });
    expect((await countAlertFates(db(), { from: at(-2 * day), to: at(-day - hour) })).silences).toMatchObject([
      { id: before.id, muted: 0 },
    ]);
  });
});
