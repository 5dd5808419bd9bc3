import type { Target } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import type { Message, Notification, Recipient } from '../core/notification.ts';
import type { OutboxDraft } from '../store/outbox.ts';

/** The same for the same message to the same recipient over all attempts; made by `notify/`. */
export type MessageIdOf = (kind: Notification['kind'], about: string, address: string, createdAt: Instant) => string;

interface Mail {
  readonly kind: Notification['kind'];
  readonly about: string;
  readonly message: Message;
  readonly messageIdOf: MessageIdOf;
  readonly createdAt: Instant;
}

/** The row of one message to one target. */
export function toOutboxDraft(mail: Mail, { name, channel, address }: Omit<Target, 'recipient'>): OutboxDraft {
  const { kind, about, message, messageIdOf, createdAt } = mail;
  const messageId = messageIdOf(kind, about, address, createdAt);
  return { kind, about, channel, recipientName: name, address, messageId, message, createdAt };
}

/** One mail per recipient, so that one bad address cannot hold up the others. */
export function toOutboxDrafts(mail: Mail & { readonly recipients: readonly Recipient[] }): readonly OutboxDraft[] {
  return mail.recipients.map(({ name, email }) => toOutboxDraft(mail, { name, channel: 'email', address: email }));
}
