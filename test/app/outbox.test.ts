import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/app/logger.ts';
import { openConfigured } from '../../src/app/open-configured.ts';
import { showOutbox } from '../../src/app/outbox.ts';
import { saveStop } from '../../src/store/delivery-stops.ts';
import { claimNotifications, insertNotifications, markFailed } from '../../src/store/outbox.ts';
import { makeOutboxDraft, testNow } from '../support/make.ts';

let folder: string;
let config: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-outbox-'));
  config = join(folder, 'kentongan.yaml');
  writeFileSync(
    config,
    `region: { code: "35.16" }
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${join(folder, 'kentongan.db')}
mail: { host: mail.contoh.test, from: kentongan@contoh.test }
recipients:
  - { name: Humas, email: humas@contoh.test, receives: [alerts] }
`,
  );
  const { db, close } = await openConfigured(config, createLogger('error'));
  const createdAt = testNow.toISOString();
  await insertNotifications(db, [
    makeOutboxDraft({ about: 'n1', createdAt }),
    makeOutboxDraft({ about: 'n2', address: 'lain@uji.test', createdAt }),
  ]);
  const [first] = await claimNotifications(db, { channel: 'email', now: testNow, limit: 1, leaseMs: 60_000 });
  await markFailed(db, first?.id ?? 0, { error: '550 tidak dikenal', retryAt: null, now: testNow });
  await saveStop(db, { channel: 'email', address: null, error: '535 sandi salah', since: createdAt, until: createdAt });
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kentongan outbox', () => {
  test('shows what waits, what was given up and what has stopped', async () => {
    const text = await showOutbox(config, { limit: '50' });
    expect(text).toContain('1 menunggu, 0 sedang dikirim, 0 terkirim, 1 menyerah');
    expect(text).toContain('BERHENTI surel sejak 22 Nov 2026, 15.00 WIB: 535 sandi salah');
    expect(text).toMatch(
      /#1 menyerah surel Humas <humas@uji.test> .* \(1 kali dicoba\) Isu negatif\n {4}550 tidak dikenal/,
    );
    expect(text).toMatch(/#2 menunggu surel Humas <lain@uji.test>/);
    expect(await showOutbox(config, { limit: '50', state: 'dead' })).not.toContain('#2');
  });

  test.each([
    [{ limit: '0' }, /--limit/],
    [{ limit: '1e9' }, /--limit/],
    [{ limit: '5', state: 'hilang' }, /--state/],
    [{ limit: '5', retry: ['satu'] }, /--retry/],
  ])('%j is wrong use', async (command, message) => {
    await expect(showOutbox(config, command)).rejects.toThrow(message);
  });

  test('sends again what was given up', async () => {
    expect(await showOutbox(config, { limit: '50', retry: ['2'] })).toBe(
      '0 pesan dikirim lagi. Tidak ada yang menyerah.\n',
    );
    expect(await showOutbox(config, { limit: '50', retry: true })).toBe('1 pesan dikirim lagi.\n');
    expect(await showOutbox(config, { limit: '50' })).toContain('2 menunggu, 0 sedang dikirim, 0 terkirim, 0 menyerah');
  });

  test('holds everything after a restore, and lets go only what is new', async () => {
    expect(await showOutbox(config, { limit: '5', hold: true })).toContain('ditahan sampai');
    expect(await showOutbox(config, { limit: '5' })).toContain('BERHENTI WhatsApp');
    const said = await showOutbox(config, { limit: '5', release: true });
    expect(said).toMatch(/Pengiriman berjalan lagi\. \d pesan dari sebelum penahanan tidak dikirim/);
    expect(await showOutbox(config, { limit: '5', release: true })).toBe('Tidak ada yang ditahan.\n');
  });
});
