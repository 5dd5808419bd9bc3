import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { acknowledgeAlert } from '../../src/store/acknowledgements.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { claimNotifications, markSent } from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertSilence } from '../../src/store/silences.ts';
import {
  addAlert,
  addIssue,
  anything,
  day,
  makeClock,
  makeDispatchDeps,
  makeRoute,
  makeTarget,
  minute,
} from '../jobs/dispatch-seed.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

const clock = makeClock();
const hostile = 'Air <script>alert(1)</script> mati';

let db: Db;
let server: Listening;
let ids: number[];

beforeAll(async () => {
  db = await openDatabase(':memory:');
  await migrate(db);
  const targets = [makeTarget('humas'), makeTarget('camat')];
  const routes = [makeRoute({ match: { ...anything, levels: ['alert', 'crisis'] }, targets })];
  const deps = makeDispatchDeps(db, clock, { routes });
  const endsAt = new Date(clock.at.getTime() + day).toISOString();
  const startsAt = clock.at.toISOString();
  const muted = {
    match: { ...anything, agencies: ['PUPR'] },
    reason: 'perbaikan jalan',
    author: 'Rina',
    startsAt,
    endsAt,
  };
  await insertSilence(db, muted, clock.at);
  const issueId = await addIssue(db);
  const told = await addAlert(db, deps, { issueId, title: hostile, level: 'crisis' });
  const held = await addAlert(db, deps, { subject: 'issue:b', agency: 'PUPR' });
  const lost = await addAlert(db, deps, { subject: 'source:radar', level: 'watch' });
  ids = [told.id, held.id, lost.id];
  await acknowledgeAlert(db, told.id, { by: 'Budi', at: startsAt, note: 'tim ke lokasi', until: endsAt });
  clock.pass(minute);
  await dispatchDue(deps);
  for (const { id } of await claimNotifications(db, { channel: 'email', now: clock.at, limit: 5, leaseMs: minute }))
    await markSent(db, id, clock.at);
  server = await servePages(db, { now: () => clock.at });
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});

async function open(path: string, status = 200): Promise<ReadPage> {
  const response = await fetch(`${server.origin}${path}`, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(status);
  return readPage(await response.text());
}

describe('the alerts page', () => {
  it('shows who was told, what was kept back and why, and who sees to it', async () => {
    const page = await open('/peringatan');
    const [lost = '', held = '', told = ''] = page.texts('.issue-card');
    expect(told).toContain(hostile);
    expect(told).toContain('Krisis');
    expect(told).toContain('Ditangani Budi sejak hari ini 10.00 WIB: tim ke lokasi');
    expect(told).toContain('HUMAS (surel): terkirim 22 Nov 2026, 10.01 WIB');
    expect(held).toContain('CAMAT (surel): ditahan (diredam): peredaman #1 oleh Rina sampai 23 Nov 2026, 10.00 WIB');
    expect(held).toContain('Belum ada yang menyatakan menangani.');
    expect(lost).toContain('Tidak ada yang diberi tahu: tidak ada jalur');
    expect(page.texts('#peredaman + ul li')).toEqual([expect.stringContaining('#1 OPD PUPR, oleh Rina: sampai ')]);
    expect((await open('/peringatan?tingkat=crisis')).texts('.issue-card')).toHaveLength(1);
    expect((await open('/peringatan?tingkat=%3Cscript%3E')).texts('.issue-card')).toHaveLength(3);
  });

  it('explains one alert decision by decision', async () => {
    const page = await open(`/peringatan/${ids[1]}`);
    expect(page.texts('tbody tr')).toHaveLength(2);
    expect(page.texts('tbody tr')[0]).toContain('ditahan');
    expect(page.texts('tbody tr')[0]).toContain('diredam: peredaman #1');
    await open('/peringatan/99', 404);
    await open('/peringatan/x', 404);
  });
});
