import { z } from 'zod';
import { instant, moment } from './common.ts';
import { prose, rowId } from './written.ts';

const row = z.string().regex(/^\d{1,16}$/, 'harus berupa nomor');
/** Typed into a box of several lines, printed as one. */
const line = (max: number) => prose(max).transform((text) => text.replace(/\s+/g, ' '));
const issueId = rowId.optional().describe('What it is about; absent for the report as a whole.');

/** The edits of a report as a form writes them: rows by name, where a row without its text is left out. */
export const editRowsBody = z
  .strictObject({
    basedOn: instant
      .optional()
      .describe('`editedAt` of the edits that these are based on: 409 when there are newer ones.'),
    summary: prose(6_100).optional().describe('One sentence a line.'),
    analysis: z.record(row, z.strictObject({ issueId, text: line(1_000).optional() })).default({}),
    recommendations: z
      .record(
        row,
        z.strictObject({
          issueId,
          action: line(500).optional(),
          responsible: line(200).optional(),
          dueAt: moment.optional().describe('A date means the end of that day.'),
        }),
      )
      .default({}),
    excludedIssues: z.array(rowId).max(200).default([]),
    notes: z.record(row, line(500)).default({}).describe('Remarks by the id of the issue that they stand beside.'),
  })
  .meta({ id: 'DigestEditRows' });
