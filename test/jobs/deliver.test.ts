import { afterEach, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/core/errors.ts';
import { type Logger, silentLog } from '../../src/core/log.ts';
import type { Channel, Notification } from '../../src/core/notification.ts';
import { type DeliverDeps, deliverChannel, deliverDue, deliveryJobs } from '../../src/jobs/deliver.ts';
import { createMailConnector } from '../../src/net/mail-connector.ts';
import { createEmailChannel } from '../../src/notify/email.ts';
import { retryAt } from '../../src/notify/retry.ts';
import { listStops } from '../../src/store/delivery-stops.ts';
import { countOutbox, insertNotifications, listOutbox, type OutboxDraft, retryDead } from '../../src/store/outbox.ts';
import { openSmtpServer, refusal, type SmtpTestServer } from '../notify/smtp.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeOutboxDraft } from '../support/make.ts';
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

function channelTo(port: number, stepTimeoutMs = 20_000): Channel {
  return createEmailChannel({
    host: '127.0.0.1',
    port,
    security: 'when-offered',
    from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
    connect: createMailConnector({ allowLoopback: true }),
    stepTimeoutMs,
  });
}

/** Work that does not end before the test says so; all of it ends before the next test. */
function createHang(): { readonly promise: Promise<void>; end(): void } {
  let end = (): void => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}

describe.each(dialects)('deliverDue on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const clock = createTestClock();

  function deps(channel: Channel | readonly Channel[], overrides: Partial<DeliverDeps> = {}): DeliverDeps {
    return {
      db: db(),
      now: clock.now,
      log: silentLog,
      channels: new Map([channel].flat().map((entry) => [entry.id, entry])),
      retryAt,
      signal: new AbortController().signal,
      ...overrides,
    };
  }

  async function queue(count: number, overrides: Partial<OutboxDraft> = {}): Promise<void> {
    const drafts = Array.from({ length: count }, (_, index) =>
      makeOutboxDraft({
        kind: 'digest',
        about: '2026-11-21',
        address: `penerima-${index}@banyuraga.test`,
        messageId: `<digest-2026-11-21.penerima-${index}@banyuraga.test>`,
        createdAt: clock.now().toISOString(),
        ...overrides,
      }),
    );
    await insertNotifications(db(), drafts);
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
    expect(dead).toMatchObject({ address: 'penerima-2@banyuraga.test', attempts: 1 });
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
    // Nobody listens there, and no other program is given that port meanwhile.
    const down = { port: 1 };
    await queue(3);
    for (let elapsed = 0; elapsed < 48 * hour; elapsed += 30 * minute) {
      await deliverDue(deps(channelTo(down.port)));
      clock.pass(30 * minute);
    }
    expect(await countOutbox(db())).toMatchObject({ pending: 3, dead: 0 });
    // It stops and comes back right after everything has been tried once more.
    await deliverDue(deps(channelTo(down.port)));
    const server = await serve();
    let waited = 0;
    for (; server.received.length < 3 && waited < 60; waited++) {
      clock.pass(minute);
      await deliverDue(deps(channelTo(server.port)));
    }
    expect(waited).toBeLessThanOrEqual(15);
    expect(new Set(recipientsOf(server)).size).toBe(3);

    const lost: Channel = { id: 'email', send: () => Promise.reject(new Error('putus')), close: async () => {} };
    await queue(3, { about: '2026-11-24' });
    for (let elapsed = 0; elapsed < 73 * hour; elapsed += hour) {
      await deliverDue(deps(lost));
      clock.pass(hour);
    }
    expect(await countOutbox(db())).toEqual({ pending: 0, sending: 0, sent: 3, dead: 3 });
    // Never deleted: whoever mends the cause sends them after all.
    expect(await retryDead(db(), 'all', clock.now())).toHaveLength(3);
    expect(await deliverDue(deps(channelTo(server.port)))).toMatchObject({ sent: 3 });
  });

  test('a crash after the claim loses nothing: the row is taken over when the lease ends', async () => {
    const server = await serve();
    await queue(1);
    const crashing: Channel = { id: 'email', send: () => new Promise(() => {}), close: async () => {} };
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
        await real.send(notification, []);
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
    const channel: Channel = { id: 'email', send: async () => {}, close: async () => {} };
    expect(await deliverDue(deps(channel, { signal: AbortSignal.abort() }))).toEqual({ sent: 0, delayed: 0, dead: 0 });
    expect(await countOutbox(db())).toMatchObject({ pending: 1 });
  });

  describe('twenty recipients of which one', () => {
    const bad = (address: string) => address.startsWith('penerima-7@');

    test.each([
      [550, 'dead'],
      [450, 'pending'],
    ] as const)('is answered with %i: the others have their mail, and it is %s', async (code, state) => {
      let asked = 0;
      const server = await serve({
        onRcptTo: ({ address }, _, done) => {
          if (bad(address)) asked += 1;
          done(bad(address) ? refusal(code, 'tidak') : null);
        },
      });
      await queue(20);
      for (let turn = 0; turn < 5; turn++) {
        await deliverDue(deps(channelTo(server.port)));
        clock.pass(10 * minute);
      }
      expect(server.received).toHaveLength(19);
      expect(await listOutbox(db(), { state, limit: 5 })).toMatchObject([{ address: 'penerima-7@banyuraga.test' }]);
      expect(asked).toBe(code === 550 ? 1 : 5);
    });

    test.each(['rcpt', 'dot'] as const)('hangs at the %s: the others have their mail', async (stage) => {
      const server = await serve(
        stage === 'rcpt' ? { onRcptTo: ({ address }, _, done) => void (bad(address) || done()) } : {},
      );
      const real = channelTo(server.port, 4_000);
      const hang = createHang();
      const slow: Channel = {
        ...real,
        send: async (notification, attachments, lastStep) => {
          if (stage === 'dot' && bad(notification.address)) {
            await lastStep?.();
            await hang.promise;
          }
          await real.send(notification, attachments, lastStep);
        },
      };
      await queue(20);
      const stop = new AbortController();
      const run = deliverDue(deps(slow, { signal: stop.signal }));
      await expect.poll(() => server.received.length).toBe(19);
      stop.abort();
      hang.end();
      await run;
    });
  });

  test('a channel that hangs does not hold up another', async () => {
    const server = await serve();
    const hang = createHang();
    const hanging: Channel = { id: 'webhook', send: () => hang.promise, close: async () => {} };
    await queue(5);
    await queue(9, { channel: 'webhook' });
    const stop = new AbortController();
    const jobs = deliveryJobs(deps([hanging, channelTo(server.port)], { signal: stop.signal }));
    expect(jobs.map(({ name }) => name)).toEqual(['deliver-webhook', 'deliver-email', 'deliver-unserved']);
    const run = jobs[0]?.run(clock.now(), stop.signal);
    await jobs[1]?.run(clock.now(), stop.signal);
    expect(server.received).toHaveLength(5);
    stop.abort();
    hang.end();
    await run;
  });

  test('one address takes one slot: what hangs there leaves the others to the rest', async () => {
    const sent: string[] = [];
    const hang = createHang();
    const hanging: Channel = {
      id: 'webhook',
      send: async ({ address }) => {
        if (address.includes('macet')) return hang.promise;
        sent.push(address);
      },
      close: async () => {},
    };
    for (let index = 0; index < 10; index++) {
      await insertNotifications(
        db(),
        ['macet', 'lancar'].map((host) =>
          makeOutboxDraft({ channel: 'webhook', about: `${index}`, address: `https://${host}.test/` }),
        ),
      );
    }
    const stop = new AbortController();
    const run = deliverChannel(deps(hanging, { slots: 2, signal: stop.signal }), 'webhook');
    await expect.poll(() => sent.length).toBe(10);
    stop.abort();
    hang.end();
    await run;
  });

  test('a refused login stops the channel: one try in ten minutes, no attempt lost, said to whoever looks', async () => {
    let logins = 0;
    let open = false;
    const server = await serve();
    const real = channelTo(server.port);
    const channel: Channel = {
      ...real,
      send: async (notification, attachments) => {
        logins += 1;
        if (!open) throw new DeliveryError('535 sandi salah', { retryable: true, concerns: 'channel' });
        await real.send(notification, attachments);
      },
    };
    await queue(8);
    await deliverDue(deps(channel, { slots: 1 }));
    expect(logins).toBe(1);
    expect(await listStops(db())).toMatchObject([{ channel: 'email', address: null, error: '535 sandi salah' }]);
    for (let elapsed = 0; elapsed < hour; elapsed += minute) {
      await deliverDue(deps(channel));
      clock.pass(minute);
    }
    expect(logins).toBeLessThanOrEqual(7);
    expect(
      (await listOutbox(db(), { limit: 20 })).every(({ state, attempts }) => state === 'pending' && attempts === 0),
    ).toBe(true);
    open = true;
    clock.pass(10 * minute);
    await deliverDue(deps(channel));
    expect(await listStops(db())).toEqual([]);
    await deliverDue(deps(channel));
    clock.pass(10 * minute);
    await deliverDue(deps(channel));
    expect(server.received).toHaveLength(8);
  });

  test('a webhook that wants no more is given up with all that waits for it, until somebody sends it again', async () => {
    let gone = true;
    const sent: string[] = [];
    const channel: Channel = {
      id: 'webhook',
      send: async ({ address }) => {
        if (gone && address.includes('pergi')) {
          throw new DeliveryError('410', { retryable: false, concerns: 'target' });
        }
        sent.push(address);
      },
      close: async () => {},
    };
    const queueBoth = (about: string) =>
      insertNotifications(
        db(),
        ['pergi', 'ada'].map((host) =>
          makeOutboxDraft({
            channel: 'webhook',
            about,
            address: `https://${host}.test/`,
            createdAt: clock.now().toISOString(),
          }),
        ),
      );
    await queueBoth('1');
    await queueBoth('2');
    await deliverDue(deps(channel));
    expect(await countOutbox(db())).toMatchObject({ sent: 2, dead: 2 });
    clock.pass(hour);
    await queueBoth('3');
    expect(await deliverDue(deps(channel))).toMatchObject({ sent: 1, dead: 1 });
    gone = false;
    await retryDead(db(), 'all', clock.now());
    expect(await deliverDue(deps(channel))).toMatchObject({ sent: 3 });
    expect(await listStops(db())).toEqual([]);
  });

  test('waits as long as it is asked to', async () => {
    let tries = 0;
    const channel: Channel = {
      id: 'webhook',
      send: async () => {
        tries += 1;
        if (tries === 1) throw new DeliveryError('429', { retryable: true, retryAfterMs: 2 * hour });
      },
      close: async () => {},
    };
    await queue(1, { channel: 'webhook' });
    await deliverDue(deps(channel));
    clock.pass(119 * minute);
    await deliverDue(deps(channel));
    expect(tries).toBe(1);
    clock.pass(14 * minute);
    expect(await deliverDue(deps(channel))).toMatchObject({ sent: 1 });
  });

  test('messages for a channel that is not set up wait three days, and then can be seen', async () => {
    await queue(2, { channel: 'telegram' });
    const nobody = deps([]);
    expect(await deliverDue(nobody)).toEqual({ sent: 0, delayed: 0, dead: 0 });
    clock.pass(73 * hour);
    expect(await deliverDue(nobody)).toMatchObject({ dead: 2 });
    expect(await listOutbox(db(), { state: 'dead', limit: 1 })).toMatchObject([
      { lastError: 'saluran ini tidak diatur lagi' },
    ]);
  });

  test('never more than one message stands between the last byte and the mark', async () => {
    let inDoubt = 0;
    let most = 0;
    const channel: Channel = {
      id: 'email',
      send: async (_notification, _attachments, lastStep) => {
        await lastStep?.();
        inDoubt += 1;
        most = Math.max(most, inDoubt);
        await new Promise((resolve) => setImmediate(resolve));
      },
      close: async () => {},
    };
    await queue(30);
    const log: Logger = {
      ...silentLog,
      info: () => {
        inDoubt -= 1;
      },
    };
    await deliverDue(deps(channel, { log }));
    expect(most).toBe(1);
    expect(await countOutbox(db())).toMatchObject({ sent: 30 });
  });

  test('files are made anew for each attempt, and one that cannot be made delays the message', async () => {
    let made = 0;
    const server = await serve();
    const attach = async () => {
      made += 1;
      if (made === 1) throw new Error('belum ada');
      return [{ filename: 'laporan.pdf', contentType: 'application/pdf', content: Buffer.from('isi'), cid: null }];
    };
    await queue(1);
    expect(await deliverDue(deps(channelTo(server.port), { attach }))).toMatchObject({ delayed: 1 });
    clock.pass(minute);
    expect(await deliverDue(deps(channelTo(server.port), { attach }))).toMatchObject({ sent: 1 });
    expect(server.received[0]?.mail.attachments).toMatchObject([
      { filename: 'laporan.pdf', mimeType: 'application/pdf' },
    ]);
  });
});
