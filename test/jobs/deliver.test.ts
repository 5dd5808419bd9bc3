import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Channel, Notification } from '../../src/core/notification.ts';
import { type DeliverDeps, deliverDue } from '../../src/jobs/deliver.ts';
import { toOutboxDrafts } from '../../src/jobs/outbox-drafts.ts';
import { createMailConnector } from '../../src/net/mail-connector.ts';
import { createEmailChannel } from '../../src/notify/email.ts';
import { retryAt } from '../../src/notify/retry.ts';
import { saveDigestWithOutbox } from '../../src/store/digests.ts';
import { countOutbox, listOutbox } from '../../src/store/outbox.ts';
import { openSmtpServer, refusal, type SmtpTestServer } from '../notify/smtp.ts';
import { makeEmptyDigest } from '../reports/digests.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { createTestClock, hour, minute } from './seed.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Parameters<typeof openSmtpServer>[0] = {}): Promise<SmtpTestServer> {
  const server = await openSmtpServer(options);
  closing.push(() => server.close());
  return server;
}

function channelTo(port: number): Channel {
  return createEmailChannel({
    host: '127.0.0.1',
    port,
    security: 'when-offered',
    from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
    connect: createMailConnector({ allowLoopback: true }),
    stepTimeoutMs: 1_000,
  });
}

describe.each(dialects)('deliverDue on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const clock = createTestClock();

  function deps(channel: Channel, overrides: Partial<DeliverDeps> = {}): DeliverDeps {
    return {
      db: db(),
      now: clock.now,
      log: silentLog,
      channel,
      retryAt,
      signal: new AbortController().signal,
      ...overrides,
    };
  }

  async function queue(count: number): Promise<void> {
    const digest = makeEmptyDigest({ madeAt: clock.now().toISOString() });
    const messages = toOutboxDrafts({
      kind: 'digest',
      about: digest.date,
      message: { subject: 'Laporan', text: 'isi', html: '<p>isi</p>' },
      recipients: Array.from({ length: count }, (_, index) => ({
        name: `Penerima ${index}`,
        email: `penerima-${index}@banyuraga.test`,
        receives: ['digest' as const],
      })),
      messageIdOf: (kind, about, email) => `<${kind}-${about}.${email}>`,
      createdAt: digest.madeAt,
    });
    await saveDigestWithOutbox(db(), digest, messages);
  }

  const recipientsOf = (server: SmtpTestServer) => server.received.flatMap(({ to }) => to).sort();

  test('sends every row once', async () => {
    const server = await serve();
    await queue(9);
    expect(await deliverDue(deps(channelTo(server.port)))).toEqual({ sent: 9, delayed: 0, dead: 0 });
    expect(new Set(recipientsOf(server)).size).toBe(9);
    expect(server.received).toHaveLength(9);
    expect(await deliverDue(deps(channelTo(server.port)))).toEqual({ sent: 0, delayed: 0, dead: 0 });
    expect(await countOutbox(db())).toMatchObject({ sent: 9, pending: 0, sending: 0, dead: 0 });
  });

  test('one refused recipient of five does not hold up the others, and is not tried again', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _, done) => done(address.startsWith('penerima-2@') ? refusal(550, 'no such user') : null),
    });
    await queue(5);
    expect(await deliverDue(deps(channelTo(server.port)))).toEqual({ sent: 4, delayed: 0, dead: 1 });
    expect(recipientsOf(server)).toEqual([0, 1, 3, 4].map((index) => `penerima-${index}@banyuraga.test`));
    clock.pass(80 * hour);
    expect(await deliverDue(deps(channelTo(server.port)))).toEqual({ sent: 0, delayed: 0, dead: 0 });
    const [dead] = await listOutbox(db(), { state: 'dead', limit: 5 });
    expect(dead).toMatchObject({ recipientEmail: 'penerima-2@banyuraga.test', attempts: 1 });
    expect(dead?.lastError).toContain('550');
  });

  test('450 is tried again when its time has come, under the same Message-ID', async () => {
    let tries = 0;
    const server = await serve({
      onRcptTo: (_, __, done) => {
        tries += 1;
        done(tries < 3 ? refusal(450, 'greylisted') : null);
      },
    });
    await queue(1);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ delayed: 1 });
    expect(await deliverDue(deps(channelTo(server.port)))).toEqual({ sent: 0, delayed: 0, dead: 0 });
    clock.pass(minute);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ delayed: 1 });
    clock.pass(2 * minute);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ sent: 1 });
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual([
      '<digest-2026-11-21.penerima-0@banyuraga.test>',
    ]);
  });

  test('an outage of two days loses nothing; after three the rest is given up, visibly', async () => {
    const down = await openSmtpServer();
    await down.close();
    await queue(3);
    for (let elapsed = 0; elapsed < 48 * hour; elapsed += 30 * minute) {
      await deliverDue(deps(channelTo(down.port)));
      clock.pass(30 * minute);
    }
    expect(await countOutbox(db())).toMatchObject({ pending: 3, dead: 0 });
    clock.pass(hour);
    const server = await serve();
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ sent: 3 });

    const lost: Channel = { id: 'uji', send: () => Promise.reject(new Error('putus')), close: async () => {} };
    await db().updateTable('outbox').set({ state: 'pending' }).execute();
    clock.pass(72 * hour);
    expect(await deliverDue(deps(lost))).toEqual({ sent: 0, delayed: 0, dead: 3 });
  });

  test('a crash after the claim loses nothing: the row is taken over when the lease ends', async () => {
    const server = await serve();
    await queue(1);
    const crashing: Channel = { id: 'uji', send: () => new Promise(() => {}), close: async () => {} };
    void deliverDue(deps(crashing, { slots: 1 }));
    await expect.poll(() => countOutbox(db())).toMatchObject({ sending: 1 });
    clock.pass(59_000);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ sent: 0 });
    clock.pass(1_000);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(1);
  });

  test('a crash between the answer and the mark sends one more copy, under the same Message-ID', async () => {
    const server = await serve();
    const real = channelTo(server.port);
    await queue(1);
    const crashing: Channel = {
      ...real,
      send: async (notification: Notification) => {
        await real.send(notification);
        await new Promise(() => {});
      },
    };
    void deliverDue(deps(crashing, { slots: 1 }));
    await expect.poll(() => server.received.length).toBe(1);
    clock.pass(60_000);
    expect(await deliverDue(deps(real))).toMatchObject({ sent: 1 });
    const ids = server.received.map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await countOutbox(db())).toMatchObject({ sent: 1 });
  });

  test('two senders at once never send a row twice', async () => {
    const server = await serve();
    await queue(12);
    const channel = channelTo(server.port);
    const results = await Promise.all([deliverDue(deps(channel)), deliverDue(deps(channel))]);
    expect(results.reduce((sum, { sent }) => sum + sent, 0)).toBe(12);
    expect(new Set(recipientsOf(server)).size).toBe(12);
    expect(server.received).toHaveLength(12);
  });

  test('takes nothing while the process stops', async () => {
    await queue(1);
    const channel: Channel = { id: 'uji', send: async () => {}, close: async () => {} };
    expect(await deliverDue(deps(channel, { signal: AbortSignal.abort() }))).toEqual({ sent: 0, delayed: 0, dead: 0 });
    expect(await countOutbox(db())).toMatchObject({ pending: 1 });
  });
});
