import type { AddressInfo } from 'node:net';
import PostalMime, { type Attachment } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as the demo's mailbox received it over SMTP. */
export interface ReceivedMail {
  readonly id: number;
  readonly messageId: string;
  readonly receivedAt: string;
  readonly from: string;
  /** Envelope recipients: who it was really sent to. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

export interface Mailbox {
  readonly port: number;
  /** Newest first. */
  list(): readonly ReceivedMail[];
  find(id: number): ReceivedMail | null;
  close(): Promise<void>;
}

const maxMails = 500;

/** A real SMTP server on loopback that keeps what it receives in memory. */
export async function openMailbox(now: () => Date): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 5 * 1_048_576,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.unshift({
            id: ++count,
            messageId: mail.messageId ?? '',
            receivedAt: now().toISOString(),
            from: mail.from?.address ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html === undefined ? null : withPictures(mail.html, mail.attachments),
          });
          mails.splice(maxMails);
          callback();
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A torn connection is the sender's business: the mail comes again.
  server.on('error', () => {});
  return {
    port: (server.server.address() as AddressInfo).port,
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The mail's HTML with the pictures that came with it inside, as a mail program shows them. */
function withPictures(html: string, attachments: readonly Attachment[]): string {
  let shown = html;
  for (const { contentId, mimeType, content } of attachments) {
    if (contentId === undefined || !mimeType.startsWith('image/') || typeof content === 'string') continue;
    const data = Buffer.from(content as ArrayBuffer).toString('base64');
    shown = shown.replaceAll(`cid:${contentId.replace(/^<|>$/g, '')}`, `data:${mimeType};base64,${data}`);
  }
  return shown;
}
