import { DeliveryError } from '../core/errors.ts';
import type { Channel, Message } from '../core/notification.ts';
import { answerOf, type Call, fieldsOf, postJson, retryAfterOf, withoutSecrets } from './api-call.ts';
import { plainParameters } from './whatsapp-parameters.ts';

export interface WhatsappOptions {
  readonly token: string;
  readonly phoneNumberId: string;
  /** Name of an approved template with six parameters in its body (whatsapp-parameters.ts). */
  readonly template: string;
  /** `id` */
  readonly language: string;
  /** `https://graph.facebook.com/v21.0` */
  readonly api: string;
  readonly call: Call;
  readonly now: () => Date;
}

/** Template messages by the WhatsApp Cloud API: the only kind that may be sent to people who have not written first. */
export function createWhatsappChannel(options: WhatsappOptions): Channel {
  const { token, phoneNumberId, template, language, api, call, now } = options;
  return {
    id: 'whatsapp',

    async send({ address, messageId, message }, _attachments, lastStep) {
      const to = address.replace(/^\+/, '');
      if (!/^\d{8,15}$/.test(to)) throw new DeliveryError('WhatsApp number is not valid', { retryable: false });
      const body = JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to,
        type: 'template',
        template: {
          name: template,
          language: { code: language },
          components: [{ type: 'body', parameters: parametersOf(message).map((text) => ({ type: 'text', text })) }],
        },
        // Comes back with the reports of delivery: a copy is recognisable.
        biz_opaque_callback_data: messageId,
      });
      await lastStep?.();
      const answer = await postJson(
        call,
        `${api}/${phoneNumberId}/messages`,
        { headers: { authorization: `Bearer ${token}` }, body },
        [token],
      );
      if (answer.status >= 200 && answer.status < 300) return;
      throw toFault(answer.status, fieldsOf(answerOf(answer).error), retryAfterOf(answer, now()), token);
    },

    async close() {},
  };
}

function parametersOf(message: Message): readonly string[] {
  const { parameters } = fieldsOf(message.payload === null ? null : JSON.parse(message.payload));
  return Array.isArray(parameters) ? parameters.map(String) : plainParameters(message);
}

/** Codes by which the Cloud API asks for patience: throughput, the pair of numbers, the account, the app, spam; service and unknown. */
const passing = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004]);
/** Token, permission, payment, a locked account: no message goes out until an operator mends it. */
const account = new Set([0, 3, 10, 190, 368, 131031, 131042, 131045, 133010]);

function toFault(
  status: number,
  error: Readonly<Record<string, unknown>>,
  retryAfterMs: number | null,
  token: string,
): DeliveryError {
  const code = typeof error.code === 'number' ? error.code : null;
  const details = fieldsOf(error.error_data).details;
  const said = [error.message, details].filter((part) => typeof part === 'string').join(' – ');
  const text = withoutSecrets(`WhatsApp ${status}${code === null ? '' : ` (${code})`}: ${said || 'no explanation'}`, [
    token,
  ]);
  if (code !== null && (account.has(code) || (code >= 200 && code <= 299))) {
    return new DeliveryError(text, { retryable: true, concerns: 'channel' });
  }
  if (status === 429 || status >= 500 || (code !== null && passing.has(code))) {
    return new DeliveryError(text, { retryable: true, retryAfterMs });
  }
  if (status === 401) return new DeliveryError(text, { retryable: true, concerns: 'channel' });
  // 131026 and 131030: this number cannot be reached. 132xxx: the template is missing, paused, or has other parameters.
  return new DeliveryError(text, { retryable: code === null && status < 400 });
}
