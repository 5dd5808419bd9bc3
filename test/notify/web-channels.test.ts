import type { IncomingMessage, ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Channel, Notification } from '../../src/core/notification.ts';
import { createNet } from '../../src/net/client.ts';
import { renderAlerts } from '../../src/notify/render-alerts.ts';
import { createTelegramChannel } from '../../src/notify/telegram.ts';
import { createWebhookChannel, webhookIdOf } from '../../src/notify/webhook.ts';
import { createWhatsappChannel } from '../../src/notify/whatsapp.ts';
import { serve, type WebServer } from '../support/web-server.ts';
import { context, makeAlert } from './alerts.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What one answer of the platform is. */
interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes over the answer. */
  readonly raw?: (response: ServerResponse) => void;
}

/** A platform on loopback that answers as it is told, the last answer again and again, and our way to it. */
async function platform(...replies: Reply[]) {
  const requests: Request[] = [];
  const server: WebServer = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      const reply = replies[Math.min(requests.length, replies.length) - 1] ?? { status: 200 };
      if (reply.raw !== undefined) return reply.raw(response);
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(JSON.stringify(reply.json ?? {}));
    });
  });
  const net = createNet({ userAgent: 'Kentongan/uji', allowLoopback: true, spacingMs: 0, totalTimeoutMs: 1_500 });
  closing.push(
    () => server.close(),
    () => net.close(),
  );
  return { origin: server.origin, requests, call: net.call };
}

const now = () => new Date();
const secret = `whsec_${Buffer.from('kunci-rahasia-untuk-uji-coba').toString('base64')}`;

function notificationFor(channel: Channel['id'], address: string, overrides: Partial<Notification> = {}): Notification {
  return {
    id: 7,
    kind: 'alert',
    about: 'n12',
    channel,
    recipientName: 'Tim Humas',
    address,
    messageId: '<alert-n12.3f2a9c0d41b7@kentongan.test>',
    message: renderAlerts([makeAlert()], { channel }, 'group', context),
    attempts: 1,
    createdAt: '2026-11-22T01:02:03.000Z',
    ...overrides,
  };
}

const plain = { subject: 'Pengiriman berhenti', text: 'Surel ditolak.\nPeriksa sandi.', html: '', payload: null };

async function failureOf(work: Promise<void>) {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError: ${String(error)}`);
  const { message, retryable, retryAfterMs, concerns } = error;
  return { message, retryable, retryAfterMs, concerns };
}

/** No address that net would refuse, nobody there, and answers that never end. */
function describeTransport(send: (server: Awaited<ReturnType<typeof platform>>) => Promise<void>): void {
  test.each<[string, Reply]>([
    ['a redirect, which is not followed', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['a connection that is reset', { status: 200, raw: (response) => response.destroy() }],
    ['silence', { status: 200, raw: () => {} }],
  ])('%s may pass', async (_, reply) => {
    const server = await platform(reply);
    expect(await failureOf(send(server))).toMatchObject({ retryable: true, concerns: 'message' });
    expect(server.requests).toHaveLength(1);
  });

  test('a bug of ours is not taken for a fault of theirs', async () => {
    const server = await platform({ status: 200 });
    await expect(send({ ...server, call: () => Promise.reject(new Error('bocor')) })).rejects.toThrow('bocor');
    expect(server.requests).toEqual([]);
  });
}

describe('Telegram', () => {
  const token = '123456:ABC-rahasia_uji';
  const channelOf = ({ origin, call }: Awaited<ReturnType<typeof platform>>) =>
    createTelegramChannel({ token, api: origin, call });
  const send = (server: Awaited<ReturnType<typeof platform>>) =>
    channelOf(server).send(notificationFor('telegram', '-1001234'), []);

  test('posts the alert in its few tags, without a preview of the link', async () => {
    const server = await platform({ status: 200, json: { ok: true, result: { message_id: 5 } } });
    await send(server);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: `/bot${token}/sendMessage` });
    const body = JSON.parse(request?.body ?? '');
    expect(body).toMatchObject({
      chat_id: '-1001234',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    expect(body.text).toContain('🔴 <b>PERINGATAN ISU MERAH</b>');
  });

  test('posts other messages as plain text, cut to what fits', async () => {
    const server = await platform({ status: 200, json: { ok: true } });
    const message = { ...plain, text: `<b>${'x'.repeat(9_000)}` };
    await channelOf(server).send(notificationFor('telegram', '@kanal_humas', { message }), []);
    const body = JSON.parse(server.requests[0]?.body ?? '');
    expect(body).not.toHaveProperty('parse_mode');
    expect(body.text).toMatch(/^Pengiriman berhenti\n\n<b>x+…$/);
    expect(body.text).toHaveLength(4_096);
  });

  const refusal = (status: number, description: string, parameters?: object): Reply => ({
    status,
    json: { ok: false, error_code: status, description, ...(parameters === undefined ? {} : { parameters }) },
  });
  test.each<[Reply, object]>([
    [
      refusal(429, 'Too Many Requests: retry after 34', { retry_after: 34 }),
      { retryable: true, retryAfterMs: 34_000, concerns: 'message' },
    ],
    [refusal(403, 'Forbidden: bot was blocked by the user'), { retryable: false, concerns: 'message' }],
    [refusal(400, 'Bad Request: chat not found'), { retryable: false, concerns: 'message' }],
    [refusal(401, 'Unauthorized'), { retryable: true, concerns: 'channel' }],
    [refusal(404, 'Not Found'), { retryable: true, concerns: 'channel' }],
    [refusal(500, 'Internal Server Error'), { retryable: true, concerns: 'message' }],
    [{ status: 200, json: { ok: false, description: `token ${token} salah` } }, { retryable: true }],
    [{ status: 502, json: '<html>' }, { retryable: true }],
  ])('%j', async (reply, fault) => {
    const error = await failureOf(send(await platform(reply)));
    expect(error).toMatchObject(fault);
    expect(error.message).not.toContain(token);
  });

  test('says where a group has moved to', async () => {
    const error = await failureOf(
      send(await platform(refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -100987 }))),
    );
    expect(error).toMatchObject({ retryable: false, message: expect.stringContaining('-100987') });
  });

  test.each(['', 'humas', '12 34', '@ab', '../x', '-'])('never asks for the chat %j', async (address) => {
    const server = await platform({ status: 200, json: { ok: true } });
    const error = await failureOf(channelOf(server).send(notificationFor('telegram', address), []));
    expect(error.retryable).toBe(false);
    expect(server.requests).toEqual([]);
  });

  test('a token never stands in an error, also when nobody answers', async () => {
    const server = await platform();
    const gone = createTelegramChannel({ token, api: 'http://127.0.0.1:1', call: server.call });
    expect((await failureOf(gone.send(notificationFor('telegram', '1'), []))).message).not.toContain(token);
  });

  describeTransport(send);
});

describe('WhatsApp', () => {
  const token = 'EAAG-rahasia-uji';
  const channelOf = ({ origin, call }: Awaited<ReturnType<typeof platform>>) =>
    createWhatsappChannel({
      token,
      phoneNumberId: '10987654321',
      template: 'peringatan_isu',
      language: 'id',
      api: `${origin}/v21.0`,
      call,
      now,
    });
  const send = (server: Awaited<ReturnType<typeof platform>>) =>
    channelOf(server).send(notificationFor('whatsapp', '+628123456789'), []);

  test('posts the template with its parameters', async () => {
    const server = await platform({ status: 200, json: { messages: [{ id: 'wamid.1' }] } });
    await send(server);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/v21.0/10987654321/messages' });
    expect(request?.headers.authorization).toBe(`Bearer ${token}`);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '628123456789',
      type: 'template',
      template: {
        name: 'peringatan_isu',
        language: { code: 'id' },
        components: [
          {
            type: 'body',
            parameters: JSON.parse(notificationFor('whatsapp', '').message.payload ?? '').parameters.map(
              (text: string) => ({
                type: 'text',
                text,
              }),
            ),
          },
        ],
      },
      biz_opaque_callback_data: '<alert-n12.3f2a9c0d41b7@kentongan.test>',
    });
  });

  test('fills the same six parameters for other messages', async () => {
    const server = await platform({ status: 200 });
    await channelOf(server).send(notificationFor('whatsapp', '628123456789', { message: plain }), []);
    const { parameters } = JSON.parse(server.requests[0]?.body ?? '').template.components[0];
    expect(parameters.map(({ text }: { text: string }) => text)).toEqual([
      'Kentongan',
      'Pengiriman berhenti',
      'Surel ditolak. Periksa sandi.',
      '-',
      '-',
      '-',
    ]);
  });

  test.each<[number, number, object]>([
    [131056, 400, { retryable: true, concerns: 'message' }],
    [130429, 400, { retryable: true, concerns: 'message' }],
    [80007, 400, { retryable: true, concerns: 'message' }],
    [131026, 400, { retryable: false, concerns: 'message' }],
    [131030, 400, { retryable: false, concerns: 'message' }],
    [132001, 404, { retryable: false, concerns: 'message' }],
    [132000, 400, { retryable: false, concerns: 'message' }],
    [190, 401, { retryable: true, concerns: 'channel' }],
    [10, 403, { retryable: true, concerns: 'channel' }],
    [131042, 400, { retryable: true, concerns: 'channel' }],
    [1, 500, { retryable: true, concerns: 'message' }],
  ])('code %i with status %i', async (code, status, fault) => {
    const error = {
      message: `(#${code}) salah ${token}`,
      type: 'OAuthException',
      code,
      error_data: { details: 'begini' },
    };
    const failure = await failureOf(send(await platform({ status, json: { error } })));
    expect(failure).toMatchObject(fault);
    expect(failure.message).toContain(`(${code})`);
    expect(failure.message).toContain('begini');
    expect(failure.message).not.toContain(token);
  });

  test.each(['', '0812', '+62 812 345 678', 'humas', '62812345678901234'])(
    'never asks for the number %j',
    async (to) => {
      const server = await platform({ status: 200 });
      expect((await failureOf(channelOf(server).send(notificationFor('whatsapp', to), []))).retryable).toBe(false);
      expect(server.requests).toEqual([]);
    },
  );

  describeTransport(send);
});

describe('a webhook', () => {
  const sendTo = (
    { origin, call }: Pick<Awaited<ReturnType<typeof platform>>, 'origin' | 'call'>,
    overrides: Partial<Notification> = {},
    key: string | null = secret,
  ) =>
    createWebhookChannel({ secretOf: () => key, call, now }).send(
      notificationFor('webhook', `${origin}/kait`, overrides),
      [],
    );

  test('is signed so that the library of Standard Webhooks takes it, with one id over all attempts', async () => {
    const server = await platform({ status: 500 }, { status: 204 });
    await failureOf(sendTo(server));
    await sendTo(server, { attempts: 2 });
    for (const { body, headers, method, path } of server.requests) {
      expect({ method, path, type: headers['content-type'] }).toEqual({
        method: 'POST',
        path: '/kait',
        type: 'application/json',
      });
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
        type: 'alert.fired',
        data: { alerts: [{ id: 12 }] },
      });
      expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
    }
    const ids = server.requests.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([webhookIdOf('<alert-n12.3f2a9c0d41b7@kentongan.test>'), ids[0]]);
    expect(ids[0]).toMatch(/^msg_[0-9a-f]{32}$/);
  });

  test('tells other messages in an envelope of the same kind', async () => {
    const server = await platform({ status: 200 });
    await sendTo(server, { kind: 'operations', about: 'harian:2026-11-22', message: plain });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      type: 'operations.message',
      timestamp: '2026-11-22T01:02:03.000Z',
      data: { about: 'harian:2026-11-22', subject: plain.subject, text: plain.text },
    });
  });

  test('410 ends the subscription', async () => {
    expect(await failureOf(sendTo(await platform({ status: 410 })))).toMatchObject({
      retryable: false,
      concerns: 'target',
    });
  });

  test.each([400, 401, 404, 409, 413, 429, 500, 507])('%i may be mended on its side', async (status) => {
    expect(await failureOf(sendTo(await platform({ status })))).toMatchObject({ retryable: true, concerns: 'message' });
  });

  test.each([
    ['120', 120_000],
    ['soon', null],
  ])('Retry-After %j is kept', async (value, retryAfterMs) => {
    const server = await platform({ status: 429, headers: { 'retry-after': value } });
    expect(await failureOf(sendTo(server))).toMatchObject({ retryAfterMs });
  });

  test.each([
    [200, null],
    [500, { retryable: true }],
  ])('an answer of 10 MB with %i is not read to its end', async (status, fault) => {
    let written = 0;
    const chunk = Buffer.alloc(65_536, 'x');
    const server = await platform({
      status,
      raw: (response) => {
        response.writeHead(status);
        const more = (): void => {
          while (written < 10 * 1_048_576) {
            written += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        response.on('error', () => {});
        more();
      },
    });
    if (fault === null) await sendTo(server);
    else expect(await failureOf(sendTo(server))).toMatchObject(fault);
    expect(written).toBeLessThan(9 * 1_048_576);
  });

  test.each([null, 'bukan kunci', ''])(
    'without a usable key (%j) nothing leaves, and the key is not told',
    async (key) => {
      const server = await platform({ status: 200 });
      const error = await failureOf(sendTo(server, {}, key));
      expect(error.retryable).toBe(true);
      if (key !== null && key !== '') expect(error.message).not.toContain(key);
      expect(server.requests).toEqual([]);
    },
  );

  test('does not reach addresses that net refuses', async () => {
    const net = createNet({ userAgent: 'uji' });
    closing.push(() => net.close());
    const error = await failureOf(sendTo({ origin: 'https://169.254.169.254', call: net.call }));
    expect(error.retryable).toBe(true);
  });

  describeTransport((server) => sendTo(server));
});
