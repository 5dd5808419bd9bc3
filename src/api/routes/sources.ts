import { z } from 'zod';
import { listSources } from '../../store/sources.ts';
import { defineRoute } from '../route.ts';
import { pageOf, sourceClass } from '../schemas/common.ts';
import { source, status, toSourceBody } from '../schemas/source.ts';

export const sourceRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/sources',
    access: 'read',
    tag: 'sources',
    summary: 'Every source and its health, by id, in one page.',
    input: z.strictObject({ status: status.optional(), class: sourceClass.optional() }),
    output: pageOf(source),
    csv: {
      filename: 'sumber.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'title', value: (item) => item.title },
        { header: 'class', value: (item) => item.class },
        { header: 'collector', value: (item) => item.collector },
        { header: 'status', value: (item) => item.status },
        { header: 'platform', value: (item) => item.platform },
        { header: 'terms', value: (item) => item.legal?.terms ?? null },
        { header: 'purpose', value: (item) => item.legal?.purpose ?? null },
        { header: 'basis', value: (item) => item.legal?.basis ?? null },
        { header: 'credential', value: (item) => item.credential },
        { header: 'notice', value: (item) => item.notice },
        { header: 'lastRunAt', value: (item) => item.lastRunAt },
        { header: 'lastSuccessAt', value: (item) => item.lastSuccessAt },
        { header: 'lastNewItemAt', value: (item) => item.lastNewItemAt },
        { header: 'nextRunAt', value: (item) => item.nextRunAt },
        { header: 'errorCount', value: (item) => item.errorCount },
        { header: 'lastFault', value: (item) => item.lastFault },
        { header: 'lastError', value: (item) => item.lastError },
        { header: 'stoppedReason', value: (item) => item.stoppedReason },
        { header: 'items', value: (item) => item.itemCount },
        { header: 'rejected', value: (item) => item.rejectedCount },
      ],
    },
    async handle(input, { db, now }) {
      const at = now();
      const items = (await listSources(db))
        .map((row) => toSourceBody(row, at))
        .filter((item) => input.status === undefined || item.status === input.status)
        .filter((item) => input.class === undefined || item.class === input.class);
      return { items, next: null };
    },
  }),
];
