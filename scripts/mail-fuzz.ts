import fc from 'fast-check';
import { createMailConnector } from '../src/net/mail-connector.ts';
import { createEmailChannel } from '../src/notify/email.ts';
import { hostileTexts, sendHostile } from '../test/notify/hostile-mail.ts';
import { openSmtpServer } from '../test/notify/smtp.ts';

/**
 * `npx tsx scripts/mail-fuzz.ts [mails]`: hostile titles, sources, reasons and names through the alert mail and a real SMTP
 * conversation; says how many mails had a recipient, a header or a tag that was not ours. 100,000 mails unless told.
 */
const mails = Number(process.argv[2] ?? 100_000);
const server = await openSmtpServer();
const channel = createEmailChannel({
  host: '127.0.0.1',
  port: server.port,
  security: 'when-offered',
  from: { name: 'Kentongan', address: 'kentongan@banyuraga.test' },
  connect: createMailConnector({ allowLoopback: true }),
  // A busy machine is no fault of the mail.
  stepTimeoutMs: 120_000,
  sendTimeoutMs: 240_000,
});
const began = Date.now();
let sent = 0;
let bad = 0;
while (sent < mails) {
  const batch = fc.sample(hostileTexts, Math.min(1_000, mails - sent));
  const faults = await sendHostile(channel, server, batch);
  for (const fault of faults) process.stdout.write(`${JSON.stringify(fault)}\n`);
  server.received.length = 0;
  bad += faults.length;
  sent += batch.length;
}
process.stdout.write(
  `${sent} mails, ${bad} with something of their own, ${Math.round((Date.now() - began) / 1000)} s\n`,
);
await channel.close();
await server.close();
process.exitCode = bad === 0 ? 0 : 1;
