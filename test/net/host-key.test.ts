import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostKey, originKey } from '../../src/net/host-key.ts';

const keyOf = (address: string) => hostKey(new URL(address));

describe('one host has one name', () => {
  it.each([
    ['https://kabar-uji.test/a', 'kabar-uji.test'],
    ['http://KABAR-uji.TEST./', 'kabar-uji.test'],
    ['https://kabar-uji.test:80/', 'kabar-uji.test'],
    ['http://kabar-uji.test:8443/', 'kabar-uji.test'],
    ['https://ＫＡＢＡＲ-uji.test/', 'kabar-uji.test'],
    ['https://kabar%2Duji.test/', 'kabar-uji.test'],
    ['https://bücher.test/', 'xn--bcher-kva.test'],
    ['http://203.0.113.9/', '203.0.113.9'],
    ['http://0xcb.0.0x7109/', '203.0.113.9'],
    ['http://3405803785/', '203.0.113.9'],
    ['http://[2001:DB8:0:0::0001]:8080/', '[2001:db8::1]'],
    // On this machine each port is another server.
    ['http://127.0.0.1:4100/', '127.0.0.1:4100'],
    ['http://kabar.localhost:4100/', 'kabar.localhost:4100'],
    ['http://[::1]:4100/', '[::1]:4100'],
    ['http://localhost.uji.test:4100/', 'localhost.uji.test'],
  ])('%s is %s', (address, key) => {
    expect(keyOf(address)).toBe(key);
  });

  it('and no name is longer than a name can be', () => {
    const longest = `${'a.'.repeat(126)}a`;
    expect(keyOf(`https://${longest}/`)).toBe(longest);
    expect(() => keyOf(`https://a${longest}/`)).toThrow('no host has such a name');
    expect(() => keyOf(`https://${'x'.repeat(100_000)}.test/`)).toThrow('no host has such a name');
  });

  it('whatever a stranger writes, its name is short and stays the same when it is read again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), (url, noise) => {
        for (const address of [url, url.replace('://', `://${noise}`), url.toUpperCase()]) {
          if (!URL.canParse(address)) continue;
          const parsed = new URL(address);
          if (!/^https?:$/.test(parsed.protocol)) continue;
          let key: string;
          try {
            key = hostKey(parsed);
          } catch {
            continue;
          }
          expect(key.length).toBeLessThanOrEqual(260);
          expect(key).not.toContain('\0');
          expect(keyOf(`http://${key}/`)).toBe(key);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('robots.txt is per scheme and port as well', () => {
    expect(originKey(new URL('https://SITUS.test.:443/a'))).toBe('https://situs.test');
    expect(originKey(new URL('http://situs.test/a'))).toBe('http://situs.test');
    expect(originKey(new URL('http://situs.test:8080/a'))).toBe('http://situs.test:8080');
  });
});
