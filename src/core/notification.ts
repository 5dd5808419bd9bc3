import type { Alert } from './alert.ts';
import type { Digest } from './digest.ts';
import type { ChannelId, Target } from './dispatch.ts';
import type { Instant } from './mention.ts';

export interface Recipient {
  /** Short name that routes use; made from the name where the configuration gives none. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly receives: readonly ('alerts' | 'digest' | 'operations')[];
}

/** A rendered message. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What a channel that is not text sends: a webhook's body, the parameters of a WhatsApp template. JSON. */
  readonly payload: string | null;
}

/** A file that goes with a mail; with a `cid` it is a picture that the HTML shows. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly cid: string | null;
}

/** `alert`: one or more alerts · `digest`: a report · `operations`: about the program itself (dead source, all is well). */
export type NotificationKind = 'alert' | 'digest' | 'operations';

/** One message to one recipient; a row of the outbox. */
export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  /** Id of the message's first notice (`n12`), digest date, or what the operations message is about. */
  readonly about: string;
  readonly channel: ChannelId;
  readonly recipientName: string;
  /** E-mail address, chat id, number or web address, by channel. */
  readonly address: string;
  /** Stable over all attempts: `<alert-12.3f2a@host>`. */
  readonly messageId: string;
  readonly message: Message;
  readonly attempts: number;
  readonly createdAt: Instant;
}

/** A way to deliver. Implemented in `notify/`, one file each. */
export interface Channel {
  readonly id: ChannelId;
  /**
   * Resolves when the other side has accepted the message.
   * @param lastStep awaited right before the step after which the other side may have the message: so few messages as possible are
   * in doubt when the process dies
   * @throws DeliveryError
   */
  send(notification: Notification, attachments: readonly Attachment[], lastStep?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Why several alerts share a message, or why it comes at all. */
export type MessageOccasion = 'group' | 'collected' | 'escalation';

/** Turns alerts and digests into messages. Implemented in `notify/` and `reports/`, handed to the jobs by the app. */
export interface MessageRenderer {
  /** @param alerts at least one, the most urgent first */
  alerts(alerts: readonly Alert[], target: Target, occasion: MessageOccasion): Message;
  digest(digest: Digest): Message;
}
