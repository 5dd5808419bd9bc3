import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { isPublicAddress, safeAddress } from '../../src/net/address-guard.ts';
import { createNet } from '../../src/net/client.ts';

const noAnswer = async (): Promise<string[]> => [];

describe('isPublicAddress', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '203.161.184.10'])('lets %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '2002:0a00:0001::',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2001:db8::1',
    '2001::1',
    'fec0::1',
    '100::1',
    'bukan alamat',
    '',
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('safeAddress', () => {
  it('refuses a host when any of its answers is private', async () => {
    const resolve = async (): Promise<string[]> => ['93.184.216.34', '10.0.0.7'];
    await expect(safeAddress('dua-jawaban.test', { allowLoopback: false, resolve })).rejects.toThrow(/10\.0\.0\.7/);
  });

  it('asks once and gives the address that was checked', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const resolve = async (): Promise<string[]> => answers.shift() ?? [];
    expect(await safeAddress('berubah.test', { allowLoopback: false, resolve })).toBe('93.184.216.34');
    expect(answers).toHaveLength(1);
  });

  it('lets loopback through only when told, and nothing else private', async () => {
    expect(await safeAddress('127.0.0.1', { allowLoopback: true, resolve: noAnswer })).toBe('127.0.0.1');
    await expect(safeAddress('127.0.0.1', { allowLoopback: false, resolve: noAnswer })).rejects.toBeInstanceOf(
      SourceError,
    );
    await expect(safeAddress('10.0.0.1', { allowLoopback: true, resolve: noAnswer })).rejects.toBeInstanceOf(
      SourceError,
    );
  });
});

describe('addresses in every spelling', () => {
  const net = createNet({ userAgent: 'uji', spacingMs: 0 });
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://127.0.0.1./',
    'http://localhost/',
    'http://apa.localhost/',
    'http://[::1]/',
    'http://[::]/',
    'http://0/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://１２７.０.０.１/',
    'http://①②⑦.0.0.1/',
    'http://169.254.169.254/latest',
    'http://10.1/',
    'http://192.168.0.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://100.64.1.1/',
    'http://168.63.129.16/',
    'http://pengguna:sandi@93.184.216.34/',
    'http://127.0.0.1\\@contoh.test/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'http://93.184.216.34:22/',
    'http://93.184.216.34:8080/',
    'ftp://93.184.216.34/',
    'data:text/html,a',
    'bukan alamat',
  ])('refuses %s', async (address) => {
    await expect(net.get(address)).rejects.toMatchObject({ name: 'SourceError', reason: 'blocked' });
  });
});
