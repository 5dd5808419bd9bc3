import { z } from 'zod';
import { electionStages } from '../../core/keyword-pack.ts';
import { date } from './common.ts';
import { line, prose } from './written.ts';

export const packLinesBody = z
  .strictObject({
    id: line(60).optional().describe('Made from the title if absent.'),
    replace: z.boolean().default(false).describe('Changes the pack of this id; else there must be none yet.'),
    title: line(120),
    stage: z.enum(electionStages).default('none'),
    from: date.optional(),
    to: date.optional(),
    purpose: line(500),
    basis: line(500),
    keywords: prose(60_000).describe('A keyword a line: `serangan fajar | politik-uang | pilkada, paslon`.'),
    candidates: prose(10_000).optional().describe('A candidate a line: `01 | Nama Calon | paslon 01, paslon satu`.'),
  })
  .meta({ id: 'KeywordPackLines', description: 'A keyword pack as people type it.' });

export const savedPackLines = z.strictObject({ id: z.string(), result: z.enum(['added', 'changed', 'unchanged']) });
