import { z } from 'zod';
import { instant } from './common.ts';

export const acknowledgementBody = z
  .strictObject({
    note: z.string().trim().min(1).max(500).optional().describe('What is being done.'),
    hours: z
      .number()
      .min(0.25)
      .max(24 * 30)
      .optional()
      .describe('How long it holds; as configured (`alerting.acknowledgeFor`) if absent.'),
  })
  .meta({ id: 'NewAcknowledgement' });

export const acknowledgementResult = z
  .strictObject({
    alertIds: z.array(z.int()).describe('The alerts that this changed.'),
    acknowledged: z
      .strictObject({ by: z.string(), at: instant, note: z.string().nullable(), until: instant })
      .nullable(),
  })
  .meta({ id: 'AcknowledgementResult' });
