import fc from 'fast-check';
import type { Channel, Notification } from '../../src/core/notification.ts';
import { renderAlerts } from '../../src/notify/render-alerts.ts';
import { makeFact } from '../alerts/facts.ts';
import { context, makeAlert, waterIssue } from './alerts.ts';
import type { Received, SmtpTestServer } from './smtp.ts';

/** Ways to end a line and begin a header, a recipient or a body of one's own. */
export const hostileCorpus: readonly string[] = [
  'Air mati\r\nBcc: lain@jahat.test',
  'Air mati\nBcc: lain@jahat.test',
  'Air mati\rBcc: lain@jahat.test',
  'Air mati\r\n\r\nIsi palsu',
  'Air mati\r\n.\r\nMAIL FROM:<a@jahat.test>\r\nRCPT TO:<lain@jahat.test>\r\nDATA',
  'Air mati\u2028Bcc: lain@jahat.test',
  'Air mati\u2029Bcc: lain@jahat.test',
  'Air mati\u0085Bcc: lain@jahat.test',
  'Air mati\u000b\u000cBcc: lain@jahat.test',
  'Air mati\u0000\r\nBcc: lain@jahat.test',
  'Air mati\r\n Bcc: lain@jahat.test',
  'Air mati\r\n\tBcc: lain@jahat.test',
  '=?utf-8?Q?Air=0D=0ABcc:_lain@jahat.test?=',
  '=?utf-8?B?QWlyDQpCY2M6IGxhaW5AamFoYXQudGVzdA==?=',
  '"Humas" <lain@jahat.test>, lain2@jahat.test; lain3@jahat.test',
  'Air mati%0d%0aBcc:lain@jahat.test\\r\\nBcc: lain@jahat.test\ud800',
];

export const hostileFields = ['title', 'publisher', 'recipientName', 'regionName', 'agency', 'reason'] as const;
export type HostileField = (typeof hostileFields)[number];

/** A mail about two alerts or one, with a hostile text where the field says. */
function hostileNotification(texts: Partial<Record<HostileField, string>>): Notification {
  const { title = 'Air mati', publisher = 'Kabar Raga', agency = 'PDAM', reason = 'Banyak keluhan.' } = texts;
  const mentions = [makeFact({ title, publisher, text: title })];
  const alert = makeAlert({
    title,
    agency,
    reason,
    placeName: title,
    snapshot: { issue: { ...waterIssue, firstPublisher: publisher }, mentions, answers: [] },
  });
  const alerts = title.length % 2 === 0 ? [alert] : [alert, { ...alert, id: 13 }];
  const own = { ...context, regionName: texts.regionName ?? context.regionName };
  return {
    id: 7,
    kind: 'alert',
    about: 'n12',
    channel: 'email',
    recipientName: texts.recipientName ?? 'Tim Humas',
    address: 'humas@banyuraga.test',
    messageId: '<alert-n12.3f2a9c0d41b7@kentongan.test>',
    message: renderAlerts(alerts, { channel: 'email' }, 'group', own),
    attempts: 1,
    createdAt: '2026-11-22T01:02:03.000Z',
  };
}

/** Any text, and line ends of every kind around headers and commands. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\u2028',
          '\u2029',
          '\u0085',
          '\u0000',
          '\t',
          ' ',
          '.',
          '"',
          '<',
          '>',
          ',',
          ';',
        ),
        fc.constantFrom(
          'Bcc: lain@jahat.test',
          'X-Jahat: 1',
          'To: lain@jahat.test',
          'RCPT TO:<lain@jahat.test>',
          '=?utf-8?Q?=0D=0A?=',
        ),
        fc.string({ maxLength: 12 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

/** Such texts in some of the fields, and sometimes in the recipient's name. */
export const hostileTexts = fc
  .tuple(hostileText, fc.constantFrom(...hostileFields), hostileText)
  .map(([text, field, recipientName]) => ({ recipientName, [field]: text }));

type Texts = Partial<Record<HostileField, string>>;

/** Sends a mail for each, some at a time, and says which of them had something of its own. */
export async function sendHostile(
  channel: Channel,
  server: SmtpTestServer,
  mails: readonly Texts[],
): Promise<readonly { readonly texts: Texts; readonly fault: string }[]> {
  const faults: { texts: Texts; fault: string }[] = [];
  const rest = mails.entries();
  const work = async (): Promise<void> => {
    for (const [index, texts] of rest) {
      const messageId = `<alert-n12.${index}@kentongan.test>`;
      await channel.send({ ...hostileNotification(texts), messageId }, []);
      const received = server.received.filter(({ mail }) => mail.messageId === messageId);
      const fault = received.length === 1 ? hijackOf(received[0]) : `${received.length} mails came`;
      if (fault !== null) faults.push({ texts, fault });
    }
  };
  await Promise.all(Array.from({ length: 40 }, work));
  return faults;
}

const expected = 'auto-submitted,content-type,date,from,message-id,mime-version,subject,to';

/** What a received mail has that it should not; null for one that is as it should be. */
function hijackOf(received: Received | undefined): string | null {
  if (received === undefined) return 'nothing came';
  const { to, mail } = received;
  if (to.join() !== 'humas@banyuraga.test') return `envelope: ${to.join()}`;
  const names = mail.headers.map(({ key }) => key).sort();
  if (names.join() !== expected) return `headers: ${names.join()}`;
  const addressed = mail.to?.map(({ address }) => address).join();
  if (addressed !== 'humas@banyuraga.test') return `To: ${addressed}`;
  if (/<(?:img|script|iframe|object|link|base|form)\b/i.test(mail.html ?? '')) return 'the HTML has tags of its own';
  if (/href="(?!https?:\/\/)/i.test(mail.html ?? '')) return 'a link leads elsewhere';
  return null;
}
