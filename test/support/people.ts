import { Secret, TOTP } from 'otpauth';
import { silentLog } from '../../src/core/log.ts';
import { createPasswords } from '../../src/people/passwords.ts';
import { createPeople, type People, type PeopleOptions } from '../../src/people/people.ts';
import type { Db } from '../../src/store/schema.ts';

/** A sixteenth of a millisecond a hash, where what passwords cost is not what is tested. */
export const cheapPasswords = () => createPasswords({ logN: 4, r: 8, p: 1 });

/** Strong enough, and invented. */
export const goodPassword = 'gerobak ungu menari di atap surau';

export const here = { ip: '203.0.113.7', agent: 'Peramban Uji/1' };

/** A room of people over a test database: no mail, no single sign-on, one agency. */
export function makeStaff(db: Db, now: () => Date, overrides: Partial<PeopleOptions> = {}): People {
  return createPeople({
    db,
    now,
    log: silentLog,
    publicUrl: () => 'https://kentongan.wanasari.test',
    regionName: 'Kabupaten Wanasari',
    ownWords: ['Wanasari', 'Lembah Asri', 'PUPR'],
    agencies: ['PUPR', 'PDAM'],
    secondFactor: 'admins',
    secretKey: Buffer.alloc(32, 7),
    configured: async () => null,
    configuredNames: [],
    sendMail: null,
    openId: null,
    demo: false,
    passwords: cheapPasswords(),
    ...overrides,
  });
}

/** What an authenticator with this key shows at a time. */
export function codeFor(key: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: at.getTime() });
}
