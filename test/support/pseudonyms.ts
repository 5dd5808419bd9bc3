import { createPseudonyms } from '../../src/core/pseudonym.ts';
import type { Privacy } from '../../src/core/subject.ts';

/** The same in every test. */
export const testPseudonyms = createPseudonyms(new Uint8Array(32).fill(7));

export const testPrivacy: Privacy = {
  pseudonyms: testPseudonyms,
  retention: {
    ...{ citizenDays: 180, newsDays: 730, alertDays: 730, auditDays: 1825, authorDays: 90, evidenceDays: 14 },
    backupDays: 35,
  },
  officer: 'Sekretaris Diskominfo (uji), ppdp@wanasari.test',
  erasures: null,
};
