import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { DeliveryError } from '../core/errors.ts';
import type { Channel } from '../core/notification.ts';
import { type Call, postJson, retryAfterOf } from './api-call.ts';
import { plainPayload } from './webhook-payload.ts';

export interface WebhookOptions {
  /** Key of a webhook (`whsec_…`) by its address; null for one without. */
  readonly secretOf: (address: string) => string | null;
  readonly call: Call;
  readonly now: () => Date;
}

/**
 * Posts JSON signed by Standard Webhooks: `webhook-id` is the same over all attempts, so that a receiver can tell a copy; any 2xx
 * accepts, 410 ends the subscription, redirects are not followed.
 */
export function createWebhookChannel({ secretOf, call, now }: WebhookOptions): Channel {
  return {
    id: 'webhook',

    async send(notification, _attachments, lastStep) {
      const { address, messageId } = notification;
      const body = notification.message.payload ?? plainPayload(notification);
      const id = webhookIdOf(messageId);
      const at = now();
      const signature = signerOf(secretOf(address)).sign(id, at, body);
      await lastStep?.();
      const answer = await postJson(call, address, {
        headers: {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signature,
        },
        body,
      });
      const { status } = answer;
      if (status >= 200 && status < 300) return;
      if (status === 410) {
        throw new DeliveryError('webhook answers 410: it wants no more messages', {
          retryable: false,
          concerns: 'target',
        });
      }
      // Whatever else it says may be mended on its side within the days that we try.
      throw new DeliveryError(`webhook answers ${status}`, { retryable: true, retryAfterMs: retryAfterOf(answer, at) });
    },

    async close() {},
  };
}

/** No dot may be in it: it is what the signature divides its parts by. */
export function webhookIdOf(messageId: string): string {
  return `msg_${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
}

function signerOf(secret: string | null): Webhook {
  if (secret === null) throw new DeliveryError('the key of this webhook is not set', { retryable: true });
  try {
    return new Webhook(secret);
  } catch {
    // Not the library's words: they may name the key.
    throw new DeliveryError('the key of this webhook is not a Standard Webhooks key (whsec_…)', { retryable: true });
  }
}
