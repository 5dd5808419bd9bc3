import { createHash } from 'node:crypto';
import type { Instant } from '../core/mention.ts';
import type { Notification } from '../core/notification.ts';

/**
 * `<alert-12.3f2a9c0d41b7@host>`: the same for the same message to the same recipient, however often it is sent, so that a copy
 * sent twice after a crash is recognisable. The recipient's address is not readable in it.
 * @param createdAt of the message: another database that counts its alerts from 1 again must not repeat an id
 * @param host domain of the sender
 */
export function messageIdOf(
  kind: Notification['kind'],
  about: string,
  recipientEmail: string,
  createdAt: Instant,
  host: string,
): string {
  const hash = createHash('sha256')
    .update(`${kind}\n${about}\n${recipientEmail.toLowerCase()}\n${createdAt}\n${host}`)
    .digest('hex');
  const subject = about.replace(/[^A-Za-z0-9-]/g, '-');
  return `<${kind}-${subject}.${hash.slice(0, 12)}@${host}>`;
}
