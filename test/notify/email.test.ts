import fc from 'fast-check';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Notification } from '../../src/core/notification.ts';
import { createMailConnector } from '../../src/net/mail-connector.ts';
import { createEmailChannel, type EmailOptions } from '../../src/notify/email.ts';
import { hostileCorpus, hostileFields, hostileTexts, sendHostile } from './hostile-mail.ts';
import { openRawServer, openSmtpServer, refusal, type SmtpTestServer } from './smtp.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const notification: Notification = {
  id: 7,
  channel: 'email',
  kind: 'alert',
  about: '12',
  recipientName: 'Bu Tarsih, Humas',
  address: 'humas@banyuraga.test',
  messageId: '<alert-12.3f2a9c0d41b7@kentongan.test>',
  message: {
    subject: 'MERAH: Air mati – tiga hari',
    text: 'Isi – teks\n',
    html: '<p>Isi &amp; teks</p>',
    payload: null,
  },
  attempts: 1,
  createdAt: '2026-11-22T01:02:03.000Z',
};

function channelTo(port: number, options: Partial<EmailOptions> = {}) {
  const channel = createEmailChannel({
    host: '127.0.0.1',
    port,
    security: 'when-offered',
    from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
    connect: createMailConnector({ allowLoopback: true }),
    stepTimeoutMs: 20_000,
    sendTimeoutMs: 40_000,
    ...options,
  });
  closing.push(() => channel.close());
  return channel;
}

async function serve(options: SMTPServerOptions = {}): Promise<SmtpTestServer> {
  const server = await openSmtpServer(options);
  closing.push(() => server.close());
  return server;
}

async function failureOf(work: Promise<void>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError: ${String(error)}`);
  return error;
}

test('delivers one message to one recipient, with the given Message-ID', async () => {
  const server = await serve();
  await channelTo(server.port).send(notification, []);
  const [received] = server.received;
  expect(server.received).toHaveLength(1);
  expect(received).toMatchObject({ from: 'kentongan@banyuraga.test', to: ['humas@banyuraga.test'] });
  expect(received?.mail).toMatchObject({
    messageId: notification.messageId,
    subject: notification.message.subject,
    from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
    to: [{ name: 'Bu Tarsih, Humas', address: 'humas@banyuraga.test' }],
    date: notification.createdAt,
  });
  expect(received?.mail.text?.trimEnd()).toBe(notification.message.text.trimEnd());
  expect(received?.mail.html).toContain(notification.message.html);
  expect(received?.mail.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  );
});

test('a picture that the HTML shows comes with it, and a report as a file', async () => {
  const server = await serve();
  const html = '<p><img src="cid:grafik@kentongan" alt="Grafik"></p>';
  const files = [
    { filename: 'grafik.png', contentType: 'image/png', content: Buffer.from('png'), cid: 'grafik@kentongan' },
    {
      filename: 'Laporan Harian.pdf',
      contentType: 'application/pdf',
      content: new TextEncoder().encode('pdf'),
      cid: null,
    },
  ];
  await channelTo(server.port).send({ ...notification, message: { ...notification.message, html } }, files);
  expect(server.received[0]?.mail.attachments).toMatchObject([
    { filename: 'grafik.png', contentId: '<grafik@kentongan>', disposition: 'inline' },
    { filename: 'Laporan Harian.pdf', disposition: 'attachment' },
  ]);
});

test('the last step comes before the server has the message, and a message without it never leaves', async () => {
  const server = await serve();
  const channel = channelTo(server.port);
  await channel.send(notification, [], async () => expect(server.received).toHaveLength(0));
  expect(server.received).toHaveLength(1);
  const refused = channel.send(notification, [], () => Promise.reject(new Error('tidak jadi')));
  await expect(refused).rejects.toThrow();
  expect(server.received).toHaveLength(1);
});

describe('a refusing server', () => {
  const refuseRcpt = (code: number): SMTPServerOptions => ({ onRcptTo: (_, __, done) => done(refusal(code, 'tidak')) });
  const refuseData = (code: number): SMTPServerOptions => ({
    onData: (stream, _, done) => {
      stream.resume();
      stream.on('end', () => done(refusal(code, 'tidak')));
    },
  });
  const login = { user: 'kentongan', password: 'rahasia-sekali' };
  const refuseLogin: SMTPServerOptions = {
    allowInsecureAuth: true,
    onAuth: (auth, _, done) => done(refusal(535, `bad password ${auth.password}`)),
  };

  test.each<[string, SMTPServerOptions, Partial<EmailOptions>, boolean]>([
    ['550 to the recipient is final', refuseRcpt(550), {}, false],
    ['553 to the recipient is final', refuseRcpt(553), {}, false],
    ['450 to the recipient may pass', refuseRcpt(450), {}, true],
    ['421 to the recipient may pass', refuseRcpt(421), {}, true],
    ['530 to the recipient is about our login', refuseRcpt(530), {}, true],
    ['552 to the message is final', refuseData(552), {}, false],
    ['554 to the message is final', refuseData(554), {}, false],
    ['451 to the message may pass', refuseData(451), {}, true],
    ['452 to the message may pass', refuseData(452), {}, true],
    [
      '550 to the sender can be mended by an operator',
      { onMailFrom: (_, __, done) => done(refusal(550, 'tidak')) },
      {},
      true,
    ],
    ['535 to the login can be mended by an operator', refuseLogin, login, true],
    ['554 as greeting may pass', { onConnect: (_, done) => done(refusal(554, 'tidak')) }, {}, true],
    ['no STARTTLS where it is required', {}, { security: 'starttls' }, true],
  ])('%s', async (name, server, options, retryable) => {
    const { port, received } = await serve(server);
    const error = await failureOf(channelTo(port, options).send(notification, []));
    expect(error.retryable).toBe(retryable);
    expect(error.concerns).toBe(/login/.test(name) ? 'channel' : 'message');
    expect(received).toEqual([]);
    expect(error.message).not.toContain(login.password);
  });

  test('450 and then 250: the second attempt delivers under the same Message-ID', async () => {
    let refused = 0;
    const server = await serve({
      onRcptTo: (_, __, done) => {
        refused += 1;
        done(refused === 1 ? refusal(450, 'nanti') : null);
      },
    });
    const channel = channelTo(server.port);
    expect((await failureOf(channel.send(notification, []))).retryable).toBe(true);
    await channel.send(notification, []);
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual([notification.messageId]);
  });

  test('nobody listens', async () => {
    expect((await failureOf(channelTo(1).send(notification, []))).retryable).toBe(true);
  });
});

describe('a server that stops answering', () => {
  /** Answers as an honest server until the client sends a line that starts with `until`. */
  async function stopAt(until: string, then: (socket: import('node:net').Socket) => void) {
    let inData = false;
    const server = await openRawServer(
      (socket) => (until === 'CONNECT' ? then(socket) : socket.write('220 uji ESMTP\r\n')),
      (line, socket) => {
        if (until !== 'CONNECT' && line.startsWith(until)) return then(socket);
        if (inData) return;
        if (line.startsWith('EHLO')) socket.write('250 uji\r\n');
        else if (line.startsWith('DATA')) {
          inData = true;
          socket.write('354 go\r\n');
        } else socket.write('250 ok\r\n');
      },
    );
    closing.push(() => server.close());
    return server.port;
  }

  test.each(['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA', '.'])(
    'hanging at %s ends by the step timeout',
    async (stage) => {
      const port = await stopAt(stage, () => {});
      const error = await failureOf(channelTo(port, { stepTimeoutMs: 150 }).send(notification, []));
      expect(error.retryable).toBe(true);
    },
  );

  test.each(['EHLO', 'RCPT', 'Subject', '.'])('dropping the connection at %s may pass', async (stage) => {
    const port = await stopAt(stage, (socket) => socket.destroy());
    expect((await failureOf(channelTo(port).send(notification, []))).retryable).toBe(true);
  });

  test('dripping one byte at a time ends by the deadline for the whole message', async () => {
    const drip = (socket: import('node:net').Socket) => {
      const timer = setInterval(() => socket.write('2'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    const port = await stopAt('EHLO', drip);
    const error = await failureOf(channelTo(port, { stepTimeoutMs: 1_000, sendTimeoutMs: 200 }).send(notification, []));
    expect(error.retryable).toBe(true);
  });
});

describe('hostile content', () => {
  test.each([
    'humas@banyuraga.test\r\nBcc: lain@jahat.test',
    'humas@banyuraga.test, lain@jahat.test',
    'Humas <humas@banyuraga.test>',
    '"humas lain"@banyuraga.test',
    'humas@banyuraga.test>',
    'humas@@banyuraga.test',
    'humas@-banyuraga.test',
    'humas@banyuraga',
    'humas@banyuraga.test.',
    '.humas@banyuraga.test',
    'humas@[127.0.0.1]',
    'humas\u0000@banyuraga.test',
    'humas@bänyuraga.test',
    `${'a'.repeat(65)}@banyuraga.test`,
    '',
  ])('never leaves for the address %j', async (address) => {
    const server = await serve();
    const error = await failureOf(channelTo(server.port).send({ ...notification, address }, []));
    expect(error.retryable).toBe(false);
    expect(server.received).toEqual([]);
  });

  test.each(hostileCorpus)('%j adds neither header nor recipient, wherever it stands', async (attack) => {
    const server = await serve();
    const mails = hostileFields.map((field) => ({ [field]: attack }));
    expect(await sendHostile(channelTo(server.port), server, mails)).toEqual([]);
  });

  test('of any kind adds neither header nor recipient', async () => {
    const server = await serve();
    const mails = fc.sample(hostileTexts, 400);
    expect(await sendHostile(channelTo(server.port), server, mails)).toEqual([]);
    expect(server.received).toHaveLength(400);
  });

  test('a file name or content id of a report cannot add a header', async () => {
    const server = await serve();
    const file = { contentType: 'image/png', content: Buffer.from('x'), cid: null };
    const channel = channelTo(server.port);
    await channel.send(notification, [{ ...file, filename: 'a.png"\r\nBcc: lain@jahat.test\r\n\r\n<b>' }]);
    expect(server.received[0]?.to).toEqual(['humas@banyuraga.test']);
    expect(server.received[0]?.mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(server.received[0]?.mail.attachments).toHaveLength(1);
    const error = await failureOf(
      channel.send(notification, [{ ...file, filename: 'a.png', cid: 'a>\r\nBcc: b@c.test' }]),
    );
    expect(error.retryable).toBe(false);
    expect(server.received).toHaveLength(1);
  });
});
