import type { Socket } from 'node:net';
import nodemailer, { type NodemailerError } from 'nodemailer';
import { DeliveryError } from '../core/errors.ts';
import type { Channel } from '../core/notification.ts';
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

  return {
    id: 'email',

    async send(notification) {
      const { recipientEmail, recipientName, message } = notification;
      if (!isEmailAddress(from.address)) {
        throw new DeliveryError('sender address is not valid', { retryable: true });
      }
      if (!isEmailAddress(recipientEmail)) {
        throw new DeliveryError('recipient address is not valid', { retryable: false });
      }
      try {
        const info = await transport.sendMail({
          from: { name: cleanName(from.name), address: from.address },
          to: { name: cleanName(recipientName), address: recipientEmail },
          envelope: { from: from.address, to: [recipientEmail] },
          subject: cleanSubject(message.subject),
          text: message.text,
          html: message.html,
          messageId: notification.messageId,
          date: new Date(notification.createdAt),
          // Tells other machines not to answer (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(sendTimeoutMs),
        });
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

/** Replies about our own session or account, not about this message: an operator can mend them, so the message must not die. */
const sessionReplies = new Set([503, 530, 534, 535, 538]);

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
  return new DeliveryError(safe, { retryable: !isFinal(fault), cause: error });
}

function cleanSubject(subject: string): string {
  return subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** A server's words, safe for a log line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);
}
