import { describe, expect, it } from 'vitest';
import { saySourceCheck } from '../../src/app/check.ts';
import { sayFault } from '../../src/app/say-fault.ts';

describe('what a person at a terminal reads of a source', () => {
  it('says the reason in Indonesian first, the technical words after it', () => {
    expect(sayFault('network', 'host not found: x.test')).toBe('Situs tidak menjawab (host not found: x.test)');
  });

  it('blames itself for what no source is at fault for, whatever it is called', () => {
    for (const reason of ['fault', '__proto__', 'constructor', '']) {
      expect(sayFault(reason, 'x')).toBe('Ada kesalahan di dalam Kentongan. Laporkan kepada pengembangnya (x)');
    }
  });

  it('counts what a source that answers would bring', () => {
    const answer = { source: 'a', title: 'Kabar', ok: true, items: 3 } as const;
    expect(saySourceCheck({ ...answer, rejected: 0 })).toMatch(/^✓ Kabar +3 butir$/);
    expect(saySourceCheck({ ...answer, rejected: 2 })).toMatch(/3 butir, 2 ditolak$/);
    expect(saySourceCheck({ source: 'a', title: 'Kabar', ok: false, reason: 'gone', error: '410' })).toMatch(
      /^✗ Kabar +Alamat ini sudah tidak ada.* \(410\)$/,
    );
  });
});
