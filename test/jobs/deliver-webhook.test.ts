import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { deliverChannel } from '../../src/jobs/deliver.ts';
import { createNet } from '../../src/net/client.ts';
import { retryAt } from '../../src/notify/retry.ts';
import { createWebhookChannel, webhookIdOf } from '../../src/notify/webhook.ts';
import { countOutbox, insertNotifications } from '../../src/store/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';
import { makeOutboxDraft } from '../support/make.ts';
import { serve, type WebServer } from '../support/web-server.ts';
import { createTestClock, minute } from './seed.ts';

const secret = `whsec_${Buffer.from('kunci-rahasia-untuk-uji-coba').toString('base64')}`;
const messages = 1_000;

let database: TestDatabase;
let server: WebServer;
/** Ids by how often they were taken, and how often they were shown. */
const taken = new Map<string, number>();
const shown = new Map<string, number>();

beforeAll(async () => {
  database = await createTestDatabase('sqlite');
  let turn = 0;
  server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      new Webhook(secret).verify(body, request.headers as Record<string, string>);
      const id = String(request.headers['webhook-id']);
      shown.set(id, (shown.get(id) ?? 0) + 1);
      turn += 1;
      // Three of ten fail, each in its way; a reset may come after the message was taken.
      if (turn % 10 === 2) return void response.writeHead(500).end();
      if (turn % 10 === 5) return void response.writeHead(429, { 'retry-after': '90' }).end();
      taken.set(id, (taken.get(id) ?? 0) + 1);
      if (turn % 10 === 8) return void response.destroy();
      response.writeHead(204).end();
    });
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test('1,000 messages to a receiver that fails three times in ten: none is lost, each keeps its id', async () => {
  const { db } = database;
  // The receiver's library refuses signatures that are older than five minutes: they are made by the wall's clock.
  const clock = createTestClock(new Date());
  const net = createNet({ userAgent: 'Kentongan/uji', allowLoopback: true, spacingMs: 0 });
  const channel = createWebhookChannel({ secretOf: () => secret, call: net.call, now: () => new Date() });
  await insertNotifications(
    db,
    Array.from({ length: messages }, (_, index) =>
      makeOutboxDraft({
        about: `n${index}`,
        channel: 'webhook',
        address: `${server.origin}/kait/${index % 20}`,
        messageId: `<alert-n${index}@uji.test>`,
        createdAt: clock.now().toISOString(),
      }),
    ),
  );
  const channels = new Map([['webhook' as const, channel]]);
  const signal = new AbortController().signal;
  for (let passed = 0; passed < 120 && (await countOutbox(db)).pending > 0; passed++) {
    await deliverChannel({ db, now: clock.now, log: silentLog, channels, retryAt, signal }, 'webhook');
    clock.pass(minute);
  }
  expect(await countOutbox(db)).toEqual({ pending: 0, sending: 0, sent: messages, dead: 0 });
  const ids = Array.from({ length: messages }, (_, index) => webhookIdOf(`<alert-n${index}@uji.test>`)).sort();
  expect([...taken.keys()].sort()).toEqual(ids);
  expect([...shown.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(messages * 1.3);
  await net.close();
});
