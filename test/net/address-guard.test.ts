import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { checkedAddresses, isPublicAddress } from '../../src/net/address-guard.ts';

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
    '3fff::1',
    '4000::1',
    '5f00::1',
    'fe80::1%eth0',
    '2606:4700:4700::1111%eth0',
    '127.1',
    '0x7f000001',
    'bukan alamat',
    '',
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('checkedAddresses', () => {
  it('refuses a host when any of its answers is private', async () => {
    const resolve = async (): Promise<string[]> => ['93.184.216.34', '10.0.0.7'];
    await expect(checkedAddresses('dua-jawaban.test', resolve, isPublicAddress)).rejects.toThrow(/10\.0\.0\.7/);
  });

  it('asks once and gives the addresses that were checked', async () => {
    const answers = [['93.184.216.34', '2606:4700:4700::1111', '93.184.216.34'], ['127.0.0.1']];
    const resolve = async (): Promise<string[]> => answers.shift() ?? [];
    expect(await checkedAddresses('berubah.test', resolve, isPublicAddress)).toEqual([
      '93.184.216.34',
      '2606:4700:4700::1111',
    ]);
    expect(answers).toHaveLength(1);
  });

  it('takes only the plain spelling for a literal; any other is resolved and checked', async () => {
    const asked: string[] = [];
    const resolve = async (name: string): Promise<string[]> => {
      asked.push(name);
      return ['127.0.0.1'];
    };
    for (const name of ['0x7f.1', '127.1', '2130706433', '0177.0.0.1']) {
      await expect(checkedAddresses(name, resolve, isPublicAddress)).rejects.toMatchObject({ reason: 'blocked' });
    }
    expect(asked).toHaveLength(4);
  });

  it('says that a host without addresses is not there', async () => {
    await expect(checkedAddresses('kosong.test', noAnswer, isPublicAddress)).rejects.toBeInstanceOf(SourceError);
  });
});
