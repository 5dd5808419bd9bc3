import { DeliveryError } from '../core/errors.ts';
import type { Channel, Message } from '../core/notification.ts';
import { answerOf, type Call, fieldsOf, postJson, withoutSecrets } from './api-call.ts';
import { oneLine } from './one-line.ts';
import { telegramLimit } from './telegram-text.ts';

export interface TelegramOptions {
  readonly token: string;
  /** `https://api.telegram.org` */
  readonly api: string;
  readonly call: Call;
}

/** A bot that writes to chats (Bot API, `sendMessage`). The token is part of the address there, so no error may name the address. */
export function createTelegramChannel({ token, api, call }: TelegramOptions): Channel {
  return {
    id: 'telegram',

    async send({ address, message }, _attachments, lastStep) {
      if (!/^(-?\d{1,20}|@[A-Za-z]\w{3,63})$/.test(address)) {
        throw new DeliveryError('chat id is not valid', { retryable: false });
      }
      await lastStep?.();
      const answer = await postJson(
        call,
        `${api}/bot${token}/sendMessage`,
        { body: JSON.stringify({ chat_id: address, link_preview_options: { is_disabled: true }, ...bodyOf(message) }) },
        [token],
      );
      const { ok, description, parameters } = answerOf(answer);
      if (answer.status === 200 && ok === true) return;
      const said = typeof description === 'string' ? description : 'no explanation';
      throw toFault(answer.status, withoutSecrets(said, [token]), fieldsOf(parameters));
    },

    async close() {},
  };
}

function bodyOf({ subject, text, payload }: Message): Readonly<Record<string, unknown>> {
  const { html } = fieldsOf(payload === null ? null : JSON.parse(payload));
  if (typeof html === 'string') return { text: html, parse_mode: 'HTML' };
  const plain = `${oneLine(subject, 200)}\n\n${text}`;
  return { text: plain.length <= telegramLimit ? plain : `${plain.slice(0, telegramLimit - 1).toWellFormed()}…` };
}

/** Statuses as the Bot API documents them: everything that is wrong with a request is a 400 with a sentence. */
function toFault(status: number, said: string, parameters: Readonly<Record<string, unknown>>): DeliveryError {
  const text = `Telegram ${status}: ${said}`;
  const { retry_after: seconds, migrate_to_chat_id: newId } = parameters;
  if (status === 429) {
    return new DeliveryError(text, {
      retryable: true,
      retryAfterMs: typeof seconds === 'number' ? seconds * 1000 : null,
    });
  }
  // The token: every message would fail.
  if (status === 401 || status === 404) return new DeliveryError(text, { retryable: true, concerns: 'channel' });
  if (status === 400 || status === 403) {
    const moved = typeof newId === 'number' ? ` (the group's id is now ${newId})` : '';
    return new DeliveryError(`${text}${moved}`, { retryable: false });
  }
  return new DeliveryError(text, { retryable: true });
}
