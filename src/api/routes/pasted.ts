import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { writeAudit } from '../../store/audit.ts';
import { defineRoute } from '../route.ts';
import { type PastedItem, pastedBody, pastedItem, pastedResult } from '../schemas/pasted.ts';

const maxItems = 100;

export const pastedRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/mentions',
    access: 'triage',
    tag: 'mentions',
    summary: 'Stores what somebody read and pasted: one item, or up to 100.',
    description:
      'A wrong item is rejected by its index and the others are stored. Sending an item again stores nothing. Scoring and grouping follow by themselves.',
    input: z.strictObject({}),
    body: pastedBody,
    output: pastedResult,
    async write({ body, who }, { db, now, addPasted, log }) {
      const items = Array.isArray(body) ? body : [body];
      if (items.length === 0 || items.length > maxItems) {
        throw new RequestError(400, 'invalid-body', `Kirim 1 sampai ${maxItems} isi sekaligus.`);
      }
      const good: { index: number; item: PastedItem }[] = [];
      const rejected: { index: number; reason: string }[] = [];
      for (const [index, value] of items.entries()) {
        const parsed = pastedItem.safeParse(value);
        if (parsed.success) good.push({ index, item: parsed.data });
        else rejected.push({ index, reason: parsed.error.issues.map(reasonOf).join('; ') });
      }
      const result = await addPasted(good.map(({ item }) => item));
      rejected.push(...result.rejected.map(({ index, reason }) => ({ index: good[index]?.index ?? index, reason })));
      const { accepted, duplicate, edited } = result;
      // What was stored stays stored; each mention says itself that it was pasted.
      const detail = { accepted, duplicate, edited, rejected: rejected.length };
      await writeAudit(db, { at: now().toISOString(), who, action: 'mention.paste', object: 'mentions', detail });
      log.info(detail, 'mentions were added through the API');
      return { accepted, duplicate, edited, rejected: rejected.sort((a, b) => a.index - b.index) };
    },
  }),
];

function reasonOf(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return `bagian tidak dikenal: ${issue.keys.join(', ').slice(0, 100)}`;
  const message =
    issue.code === 'invalid_value'
      ? `harus salah satu dari: ${issue.values.map(String).join(', ')}`
      : issue.code === 'invalid_type'
        ? 'jenis isinya salah'
        : issue.message;
  return where === '' ? message : `${where}: ${message}`;
}
