import { z } from 'zod';
import { parseAuditHead } from '../../core/audit-head.ts';

/** `1240:3f2a…` as the daily mail prints it. */
export const auditHeadText = z
  .string()
  .transform((text, context) => {
    const head = parseAuditHead(text);
    if (head !== null) return head;
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'harus seperti tercetak di surat harian: nomor:sidik',
    });
    return z.NEVER;
  })
  .describe('Number and hash of the last row, as a daily mail prints them: `1240:3f2a…`.');
