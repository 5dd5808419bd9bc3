import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../src/core/log.ts';
import { deliverChannel } from '../src/jobs/deliver.ts';
import { createMailConnector } from '../src/net/mail-connector.ts';
import { createEmailChannel } from '../src/notify/email.ts';
import { renderAlerts } from '../src/notify/render-alerts.ts';
import { retryAt } from '../src/notify/retry.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { countOutbox, insertNotifications } from '../src/store/outbox.ts';
import { context, makeAlert } from '../test/notify/alerts.ts';
import { openSmtpServer } from '../test/notify/smtp.ts';

/**
 * `npx tsx scripts/drain-outbox.ts [mails] [ms]`: how long a backlog takes after an outage, over a real SMTP conversation with a server
 * that greets after 100 ms and takes so many ms to accept a message. 10,000 mails and 50 ms unless told.
 */
const mails = Number(process.argv[2] ?? 10_000);
const answerMs = Number(process.argv[3] ?? 50);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-drain-'));
const db = await openDatabase(join(folder, 'data.db'));
await migrate(db);
let taken = 0;
const server = await openSmtpServer({
  onData: (stream, _, done) => {
    stream.resume();
    stream.on('end', () => {
      taken += 1;
      setTimeout(done, answerMs);
    });
  },
});
const channel = createEmailChannel({
  host: '127.0.0.1',
  port: server.port,
  security: 'when-offered',
  from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
  connect: createMailConnector({ allowLoopback: true }),
});
const message = renderAlerts([makeAlert()], { channel: 'email' }, 'group', context);
const createdAt = new Date().toISOString();
await insertNotifications(
  db,
  Array.from({ length: mails }, (_, index) => ({
    kind: 'alert' as const,
    about: `n${index}`,
    channel: 'email' as const,
    recipientName: 'Humas',
    address: `humas${index % 50}@banyuraga.test`,
    messageId: `<alert-n${index}@banyuraga.test>`,
    message,
    createdAt,
  })),
);
const began = Date.now();
const deps = { db, now: () => new Date(), log: silentLog, channels: new Map([['email' as const, channel]]), retryAt };
const summary = await deliverChannel({ ...deps, signal: new AbortController().signal }, 'email');
const seconds = (Date.now() - began) / 1000;
process.stdout.write(
  `${mails} mails, server answers after ${answerMs} ms: ${seconds.toFixed(1)} s (${(mails / seconds).toFixed(1)}/s); ${JSON.stringify(summary)}, ${taken} taken, outbox ${JSON.stringify(await countOutbox(db))}\n`,
);
await channel.close();
await server.close();
await closeDatabase(db);
rmSync(folder, { recursive: true, force: true });
