import { z } from 'zod';
import { listAudit } from '../../store/audit.ts';
import { verifyAudit } from '../../store/audit-chain.ts';
import { defineRoute } from '../route.ts';
import { auditHeadText } from '../schemas/audit-head.ts';
import { instant, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';

const auditRow = z
  .strictObject({
    id: z.int(),
    at: instant,
    who: z.string().describe('Of the office: whose token it was; `kentongan` for the program itself.'),
    action: z.string().describe('`election.read`, `election.export`, `pack.save`, `claim.reject`, …'),
    object: z.string().describe('`pack:pilkada-kampanye`, `issue:12`, …'),
    detail: z.unknown().describe('Filters, number of items, or what was decided; null for nothing.'),
  })
  .meta({ id: 'AuditRow' });

const auditVerdict = z
  .strictObject({
    rows: z.int().describe('Rows that were read.'),
    head: z.strictObject({ id: z.int(), hash: z.string() }),
    fault: z
      .strictObject({
        kind: z
          .enum(['changed', 'cut', 'beyond', 'other-head'])
          .describe(
            '`changed` a row does not fit the one before · `cut` rows are missing at the end · `beyond` rows that were not written here · `other-head` the given head is not there.',
          ),
        id: z.int().describe('First row that is wrong.'),
      })
      .nullable(),
  })
  .meta({ id: 'AuditVerdict' });

export const auditRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/audit',
    tag: 'audit',
    summary: 'Who read, exported, decided or changed what, newest first. Nothing can be changed or removed here.',
    access: 'audit',
    input: z.strictObject({
      who: word.optional(),
      object: word.optional(),
      action: word.optional().describe('What actions begin with: `election.`'),
      ...period,
      ...paging,
    }),
    output: pageOf(auditRow),
    csv: {
      filename: 'jejak-audit.csv',
      columns: [
        { header: 'at', value: (item) => item.at },
        { header: 'who', value: (item) => item.who },
        { header: 'action', value: (item) => item.action },
        { header: 'object', value: (item) => item.object },
        { header: 'detail', value: (item) => (item.detail === null ? null : JSON.stringify(item.detail)) },
      ],
    },
    async handle({ from, to, limit, ...filters }, { db, region }) {
      return listAudit(db, { ...present(filters), ...toPeriod({ from, to }, region.timezone), limit });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/audit/verification',
    tag: 'audit',
    summary: 'Reads the whole trail and says whether any row was changed, removed, put in or moved.',
    description: 'Give `head` (from a daily mail) to learn also whether the end was rewritten since.',
    access: 'audit',
    input: z.strictObject({ head: auditHeadText.optional() }),
    output: auditVerdict,
    // Never answered from memory, and somebody has looked.
    trailOf: ({ head }) => ({ object: 'audit', detail: { head: head?.id ?? null } }),
    async handle({ head }, { db }) {
      return verifyAudit(db, head ?? null);
    },
  }),
];
