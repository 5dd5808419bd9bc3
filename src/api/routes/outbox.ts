import { z } from 'zod';
import { withoutAddresses } from '../../core/outbox-words.ts';
import { writeAudit } from '../../store/audit.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import { listOutbox, type OutboxEntry, retryDead } from '../../store/outbox.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { pageOf, paging, present } from '../schemas/common.ts';
import { outboxEntry, outboxState, retryBody, retryResult } from '../schemas/outbox.ts';

export const outboxRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/outbox',
    access: 'read',
    tag: 'operation',
    summary: 'Messages of all channels and what became of them, newest first; without addresses and texts.',
    input: z.strictObject({
      state: outboxState.optional(),
      limit: paging.limit,
      cursor: z.coerce
        .number()
        .int()
        .min(1)
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .describe('`next` of the page before.'),
    }),
    output: pageOf(outboxEntry),
    async handle({ state, limit, cursor }, { db }) {
      const rows = await listOutbox(db, { limit: limit + 1, ...present({ state, before: cursor }) });
      const items = rows.slice(0, limit);
      return { items: items.map(toEntry), next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/outbox/retry',
    access: 'alerting',
    tag: 'operation',
    summary: 'Sends again what was given up, under the same Message-ID.',
    description: 'A webhook that had answered 410 is asked again too.',
    input: z.strictObject({}),
    body: retryBody,
    output: retryResult,
    async write({ body, who }, { db, now, log }) {
      const { ids } = parseBody(retryBody, body);
      const at = now();
      const retried = await inWriteTransaction(db, async (trx) => {
        const done = await retryDead(trx, ids ?? 'all', at);
        const entry = { at: at.toISOString(), who, action: 'outbox.retry', object: 'outbox' };
        if (done.length > 0) await writeAudit(trx, { ...entry, detail: { ids: done } });
        return done;
      });
      log.info({ who, count: retried.length }, 'messages that were given up are sent again');
      return { retried };
    },
  }),
];

function toEntry(entry: OutboxEntry): z.output<typeof outboxEntry> {
  const { id, kind, about, channel, recipientName, message, messageId, state, attempts } = entry;
  return {
    id,
    kind,
    about,
    channel,
    recipient: recipientName,
    subject: message.subject,
    messageId,
    state,
    attempts,
    createdAt: entry.createdAt,
    nextAttemptAt: entry.nextAttemptAt,
    sentAt: entry.sentAt,
    lastError: entry.lastError === null ? null : withoutAddresses(entry.lastError),
    lastErrorAt: entry.lastErrorAt,
  };
}
