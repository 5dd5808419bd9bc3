import type { Alert } from './alert.ts';
import type { Digest } from './digest.ts';
import type { Instant } from './mention.ts';

export interface Recipient {
  readonly name: string;
  readonly email: string;
  readonly receives: readonly ('alerts' | 'digest')[];
}

/** A rendered message, the same for all its recipients. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One message to one recipient; a row of the outbox. */
export interface Notification {
  readonly id: number;
  readonly kind: 'alert' | 'digest';
  /** Alert id, or digest date. */
  readonly about: string;
  readonly recipientName: string;
  readonly recipientEmail: string;
  /** Stable over all attempts: `<alert-12.3f2a@host>`. */
  readonly messageId: string;
  readonly message: Message;
  readonly attempts: number;
  readonly createdAt: Instant;
}

/** A way to deliver. Implemented in `notify/`, one file each. */
export interface Channel {
  readonly id: string;
  /** Resolves when the other side has accepted the message. @throws DeliveryError */
  send(notification: Notification): Promise<void>;
  close(): Promise<void>;
}

/** Turns alerts and digests into messages. Implemented in `notify/` and `reports/`, handed to the jobs by the app. */
export interface MessageRenderer {
  alert(alert: Alert): Message;
  digest(digest: Digest): Message;
}
