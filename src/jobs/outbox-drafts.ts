import type { Instant } from '../core/mention.ts';
import type { Message, Notification, Recipient } from '../core/notification.ts';
import type { OutboxDraft } from '../store/outbox.ts';

/** The same for the same message to the same recipient over all attempts; made by `notify/`. */
export type MessageIdOf = (
  kind: Notification['kind'],
  about: string,
  recipientEmail: string,
  createdAt: Instant,
) => string;

/** One row per recipient, so that one bad address cannot hold up the others. */
export function toOutboxDrafts(mail: {
  readonly kind: Notification['kind'];
  readonly about: string;
  readonly message: Message;
  readonly recipients: readonly Recipient[];
  readonly messageIdOf: MessageIdOf;
  readonly createdAt: Instant;
}): readonly OutboxDraft[] {
  const { kind, about, message, createdAt } = mail;
  return mail.recipients.map(({ name, email }) => ({
    kind,
    about,
    channel: 'email',
    recipientName: name,
    recipientEmail: email,
    messageId: mail.messageIdOf(kind, about, email, createdAt),
    message,
    createdAt,
  }));
}
