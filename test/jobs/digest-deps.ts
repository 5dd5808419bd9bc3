import { silentLog } from '../../src/core/log.ts';
import type { SendDigestDeps } from '../../src/jobs/send-digest.ts';
import { digestMessage } from '../../src/reports/digest-message.ts';
import type { Db } from '../../src/store/schema.ts';
import { region } from './seed.ts';

/** 22 November 2026, 06.00 WIB: the report of the 21st is due. */
export const due = '2026-11-21T23:00:00.000Z';

export function makeDigestDeps(db: Db, now: () => Date, overrides: Partial<SendDigestDeps> = {}): SendDigestDeps {
  return {
    db,
    now,
    log: silentLog,
    region,
    demo: false,
    lexicon: 'id-core 3',
    program: '1.2.3',
    preparedBy: 'Bidang IKP',
    addressedTo: ['Yth. Bupati Banyuraga'],
    themes: { days: 14, count: 2 },
    recipients: [
      { id: 'bupati', name: 'Bupati', email: 'bupati@banyuraga.test', receives: ['digest'] },
      { id: 'humas', name: 'Humas', email: 'humas@banyuraga.test', receives: ['alerts'] },
    ],
    renderer: { digest: digestMessage },
    messageIdOf: (kind, about, address) => `<${kind}-${about}.${address}>`,
    scorerStamp: 'uji',
    startedAt: new Date('2026-11-01T00:00:00.000Z'),
    weekly: false,
    monthly: false,
    unapproved: 'send',
    ...overrides,
  };
}
