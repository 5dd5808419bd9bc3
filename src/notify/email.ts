import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import nodemailer, { type NodemailerError, type SendMailOptions } from 'nodemailer';
import { DeliveryError } from '../core/errors.ts';
import type { Attachment, Channel } from '../core/notification.ts';
import { cleanName, isEmailAddress } from './address.ts';

export interface EmailOptions {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (port 465) · `starttls` or nothing · `when-offered` STARTTLS if the server has it. */
  readonly security: 'tls' | 'starttls' | 'when-offered';
  readonly user?: string;
  readonly password?: string;
  readonly from: { readonly name: string; readonly address: string };
  /** Opens the connection, after checking where it leads (net/mail-connector.ts). */
  readonly connect: (host: string, port: number) => Promise<Socket>;
  /** Longest silence of the server at any stage, in milliseconds. */
  readonly stepTimeoutMs?: number;
  /** Longest time for the whole message; must be shorter than the lease of the outbox row. */
  readonly sendTimeoutMs?: number;
}

/**
 * Sends one message to one recipient per connection. The envelope is set explicitly and every address is checked, so no content can
 * add a recipient or a header; nodemailer may neither read files nor fetch addresses.
 */
export function createEmailChannel(options: EmailOptions): Channel {
  const { host, port, security, user, password, from, stepTimeoutMs = 15_000, sendTimeoutMs = 45_000 } = options;
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: stepTimeoutMs,
    greetingTimeout: stepTimeoutMs,
    socketTimeout: stepTimeoutMs,
    dnsTimeout: stepTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, callback) => {
      options.connect(host, port).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error, {}),
      );
    },
  });

  // The server has the message when the line with the single dot has reached it, which is sent when the text ends.
  transport.use('stream', (mail, done) => {
    const { lastStep } = mail.data as MailWithLastStep;
    mail.message.transform(() => endAfter(lastStep));
    done();
  });

  return {
    id: 'email',

    async send(notification, attachments, lastStep = async () => {}) {
      const { address, recipientName, message } = notification;
      if (!isEmailAddress(from.address)) {
        throw new DeliveryError('sender address is not valid', { retryable: true });
      }
      if (!isEmailAddress(address)) {
        throw new DeliveryError('recipient address is not valid', { retryable: false });
      }
      try {
        const info = await transport.sendMail({
          from: { name: cleanName(from.name), address: from.address },
          to: { name: cleanName(recipientName), address: address },
          envelope: { from: from.address, to: [address] },
          subject: cleanSubject(message.subject),
          text: message.text,
          ...(message.html === '' ? {} : { html: message.html }),
          attachments: attachments.map(toMimePart),
          messageId: notification.messageId,
          date: new Date(notification.createdAt),
          // Tells other machines not to answer (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(sendTimeoutMs),
          lastStep,
        } as MailWithLastStep);
        // nodemailer resolves when the server took the message but refused this recipient.
        if (info.rejected.length > 0 || info.accepted.length !== 1) {
          throw new DeliveryError(`recipient refused: ${oneLine(info.response)}`, { retryable: true });
        }
      } catch (error) {
        throw error instanceof DeliveryError ? error : toDeliveryError(error, options);
      }
    },

    async close() {
      transport.close();
    },
  };
}

type MailWithLastStep = SendMailOptions & { readonly lastStep: () => Promise<void> };

/** Lets everything through at once, and the end when `ready` has resolved. */
function endAfter(ready: () => Promise<void>): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
    flush: (done) => void ready().then(() => done(), done),
  });
}

/** With a `cid` it is shown inside the HTML, else it is a file. Names are one plain line: they stand in headers. */
function toMimePart({ filename, contentType, content, cid }: Attachment) {
  if (cid !== null && !/^[\w.@-]+$/.test(cid)) throw new DeliveryError('content id is not valid', { retryable: false });
  return {
    filename: cleanName(filename),
    contentType,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    ...(cid === null ? {} : { cid, contentDisposition: 'inline' as const }),
  };
}

/** Replies about our own session or account, not about this message: an operator can mend them, so the message must not die. */
const sessionReplies = new Set([503, 530, 534, 535, 538]);
/** Those by which a server refuses our login: every message would fail, and too many tries lock the account. */
const loginReplies = new Set([530, 534, 535, 538]);

/**
 * A 5xx reply to this recipient or this message is final. Everything else may pass: no connection, TLS, a refused login or sender,
 * 4xx, silence.
 */
function isFinal({ code, command, responseCode }: NodemailerError): boolean {
  if (responseCode === undefined || responseCode < 500 || responseCode > 599 || sessionReplies.has(responseCode))
    return false;
  return command === 'RCPT TO' ? code === 'EENVELOPE' : command === 'DATA';
}

function toDeliveryError(error: unknown, options: EmailOptions): DeliveryError {
  const fault = error as NodemailerError;
  const parts = [fault.code, fault.command, fault.message].filter((part) => part !== undefined && part !== '');
  const { password } = options;
  const text = oneLine(parts.join(' '));
  const safe = password === undefined || password === '' ? text : text.replaceAll(password, '***');
  const { code, responseCode = 500 } = fault;
  const isLogin = (code === 'EAUTH' && responseCode >= 500) || loginReplies.has(responseCode);
  return new DeliveryError(safe, {
    retryable: !isFinal(fault),
    concerns: isLogin ? 'channel' : 'message',
    cause: error,
  });
}

function cleanSubject(subject: string): string {
  return subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** A server's words, safe for a log line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);
}
