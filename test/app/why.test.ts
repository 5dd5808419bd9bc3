import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { explainAlert } from '../../src/app/why.ts';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import {
  addAlert,
  anything,
  makeClock,
  makeDispatchDeps,
  makeLimits,
  makeRoute,
  night,
} from '../jobs/dispatch-seed.ts';

let folder: string;
let config: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-mengapa-'));
  config = join(folder, 'kentongan.yaml');
  writeFileSync(
    config,
    `region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\ndatabase: ${join(folder, 'k.db')}\n`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('says why no mail was sent', async () => {
  const db = await openDatabase(join(folder, 'k.db'));
  await migrate(db);
  await markKind(db, 'live', '35.16');
  const clock = makeClock(new Date('2026-11-22T15:00:00.000Z'));
  const routes = [makeRoute({ match: { ...anything, levels: ['alert'] } })];
  const limits = new Map([['humas', makeLimits({ quiet: night })]]);
  const deps = makeDispatchDeps(db, clock, { routes, limits });
  const held = await addAlert(db, deps, { subject: 'issue:a' });
  const lost = await addAlert(db, deps, { subject: 'issue:b', level: 'watch' });
  clock.pass(60_000);
  await dispatchDue(deps);
  await closeDatabase(db);
  expect(await explainAlert(config, String(held.id))).toBe(`Peringatan #1 (merah), 22 Nov 2026, 22.00 WIB
Air mati di Lembah Asri
Keluhan beredar.

Belum ada yang menyatakan menangani.

Penerima:
- HUMAS, surel (jalur semua): ditahan (jam tenang): jam tenang penerima sampai 23 Nov 2026, 05.00 WIB; diperiksa lagi 23 Nov 2026, 05.00 WIB

Keputusan:
- 22 Nov 2026, 22.01 WIB humas/email: ditahan (jam tenang): jam tenang penerima sampai 23 Nov 2026, 05.00 WIB
`);
  expect(await explainAlert(config, String(lost.id))).toContain(
    'semua: tidak dikirim (tidak ada jalur): tidak ada jalur (alerting.routes) yang cocok dengan peringatan ini',
  );
  await expect(explainAlert(config, '99')).rejects.toThrow('peringatan 99 tidak ada');
  await expect(explainAlert(config, '1; drop table alerts')).rejects.toThrow('harus nomor peringatan');
});
