import { z } from 'zod';
import { verdicts } from '../../core/correction.ts';
import { prose } from './written.ts';

export const verdictBody = z
  .strictObject({
    verdict: z
      .enum(verdicts)
      .describe('`irrelevant`: not about the own regency. `correct`: as shown now, whatever a later scorer says.'),
    note: prose(1_000).optional(),
  })
  .meta({ id: 'VerdictBody' });
