import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type WebServer } from '../support/web-server.ts';

/**
 * The product as an operator runs it, killed with SIGKILL ten times while it collects and while it sends. Everything that was
 * published must be stored once, and every mail must arrive; a kill may cost one more copy of the mails that were under way.
 */
const kills = 10;
const sourceCount = 40;
const itemsPerSource = 20;
const recipients = 40;
/** Mails on the wire at a time (`jobs/deliver.ts`): the copies that one kill can cost. */
const slots = 4;

const districts = [
  'Ngoro',
  'Pungging',
  'Mojosari',
  'Kutorejo',
  'Dlanggu',
  'Gondang',
  'Pacet',
  'Trawas',
  'Jatirejo',
  'Trowulan',
  'Sooko',
  'Puri',
  'Bangsal',
  'Mojoanyar',
  'Gedeg',
  'Kemlagi',
  'Jetis',
  'Dawarblandong',
];
const troubles = [
  'jalan kabupaten rusak parah dan berlubang, belum ada tindakan dari dinas',
  'sampah menumpuk dan bau busuk, tidak diangkut DLH berhari-hari',
  'air PDAM mati dan keruh, pemerintah kabupaten lamban',
  'puskesmas kehabisan obat, pelayanan buruk dan lambat',
];

let sites: WebServer;
let smtp: SMTPServer;
let folder: string;
let database: string;
const received = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-kill-'));
  database = join(folder, 'kentongan.db');
  const publishedAt = new Date().toUTCString();
  sites = await serve((request, response) => {
    const source = Number(/^s(\d+)\./.exec(request.headers.host ?? '')?.[1]);
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    const items = Array.from({ length: itemsPerSource }, (_, index) => {
      const district = districts[(source * 3 + index) % districts.length];
      const trouble = troubles[(source + index) % troubles.length];
      const link = `http://s${source}.localhost/berita/${index}`;
      return `<item><title>Warga Kecamatan ${district} Kabupaten Mojokerto keluhkan ${trouble}</title><link>${link}</link><pubDate>${publishedAt}</pubDate><description>Laporan ${source}.${index}: ${trouble} di Kecamatan ${district}, Kabupaten Mojokerto.</description></item>`;
    });
    const body = `<rss version="2.0"><channel><title>s${source}</title>${items.join('')}</channel></rss>`;
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body), (source * 37) % 900);
  });
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        const id = /^message-id: (\S+)/im.exec(text)?.[1] ?? '';
        const key = `${id} ${session.envelope.rcptTo.map(({ address }) => address).join()}`;
        received.set(key, (received.get(key) ?? 0) + 1);
        setTimeout(callback, 40);
      });
    },
  });
  // A connection that the kill tears is what this test is about.
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  const sources = Array.from(
    { length: sourceCount },
    (_, index) =>
      `  - { id: s${index}, title: Sumber ${index}, collector: feed, class: online-media, every: 1h, options: { url: "http://s${index}.localhost:${sites.port}/feed" } }`,
  );
  const people = Array.from(
    { length: recipients },
    (_, index) => `  - { name: Humas ${index}, email: humas${index}@contoh.test, receives: [alerts] }`,
  );
  writeFileSync(
    join(folder, 'kentongan.yaml'),
    `region: { code: "35.16" }
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${database}
http: { port: 0 }
network: { allowLoopback: true }
mail: { host: 127.0.0.1, port: ${(smtp.server.address() as AddressInfo).port}, security: when-offered, from: kentongan@contoh.test }
recipients:
${people.join('\n')}
sources:
${sources.join('\n')}
`,
  );
});

afterAll(async () => {
  await sites.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  rmSync(folder, { recursive: true, force: true });
});

function start(): ChildProcess {
  return spawn(process.execPath, ['dist/main.js', 'start', '--config', join(folder, 'kentongan.yaml')], {
    stdio: 'ignore',
  });
}

function ask<T>(sql: string): T[] {
  const db = new Database(database, { readonly: true, timeout: 10_000 });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

/** Looks until the condition holds; what is looked at is the product's own database. */
async function until(condition: () => boolean, seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds * 10; turn++) {
    if (condition()) return;
    await wait(100);
  }
  throw new Error(
    `the product did not get there: ${stored()} stored, ${waiting()} waiting, ${received.size} mails, alerts ${JSON.stringify(ask('select count(*) n from alerts'))}, issues ${JSON.stringify(ask('select count(*) n from issues'))}`,
  );
}

const stored = (): number => ask<{ n: number }>('select count(*) n from mentions')[0]?.n ?? 0;
const waiting = (): number =>
  ask<{ n: number }>("select count(*) n from outbox where state in ('pending', 'sending')")[0]?.n ?? 0;
const tablesExist = (): boolean => {
  try {
    return stored() >= 0;
  } catch {
    return false;
  }
};

it('loses nothing and stores nothing twice over ten kills', { timeout: 240_000 }, async () => {
  let mailing = 0;
  for (let kill = 0; kill < kills; kill++) {
    const product = start();
    // Half of the kills hit while it collects, half while it sends: the moment is taken from what it has done so far.
    if (kill < kills / 2) {
      await until(() => tablesExist() && stored() >= ((kill + 1) * sourceCount * itemsPerSource) / (kills / 2 + 2), 60);
    } else {
      await until(() => received.size >= mailing + 10, 60);
      mailing = received.size;
    }
    product.kill('SIGKILL');
    await once(product, 'exit');
  }
  const product = start();
  await until(() => stored() === sourceCount * itemsPerSource, 60);
  const expected = ask<{ n: number }>('select count(*) n from alerts');
  await until(() => (expected[0]?.n ?? 0) > 0 && waiting() === 0, 90);
  product.kill('SIGTERM');
  await once(product, 'exit');

  const mentions = ask<{ url: string; n: number }>('select url, count(*) n from mentions group by url');
  expect(mentions).toHaveLength(sourceCount * itemsPerSource);
  expect(mentions.filter(({ n }) => n !== 1)).toEqual([]);
  expect(ask('select integrity_check from pragma_integrity_check')).toEqual([{ integrity_check: 'ok' }]);

  const outbox = ask<{ message_id: string; recipient_email: string; state: string }>(
    'select message_id, recipient_email, state from outbox',
  );
  expect(outbox.length).toBeGreaterThanOrEqual(recipients * 2);
  expect(outbox.filter(({ state }) => state !== 'sent')).toEqual([]);
  const lost = outbox.filter((row) => !received.has(`${row.message_id} ${row.recipient_email}`));
  expect(lost).toEqual([]);
  // One alert per issue within the repeat interval, also over restarts.
  expect(ask('select issue_id from alerts group by issue_id having count(*) > 1')).toEqual([]);
  const copies = [...received.values()].reduce((sum, count) => sum + count - 1, 0);
  expect(copies).toBeLessThanOrEqual(kills * slots);
});
