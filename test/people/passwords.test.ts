import { scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPasswordRules } from '../../src/people/password-rules.ts';
import { createPasswords, type Derive, standardCost } from '../../src/people/passwords.ts';
import { cheapPasswords, goodPassword } from '../support/people.ts';

describe('hashes', () => {
  test('cost 128 MB by default, and say their parameters', async () => {
    expect(standardCost).toEqual({ logN: 17, r: 8, p: 1 });
    const kept = await createPasswords().hash(goodPassword);
    expect(kept).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    const [, , , , salt = '', hash = ''] = kept.split('$');
    const options = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
    const wanted = scryptSync(goodPassword, Buffer.from(salt, 'base64url'), 32, options);
    expect(Buffer.from(hash, 'base64url').equals(wanted)).toBe(true);
  });

  test('fit their password and no other', async () => {
    const passwords = cheapPasswords();
    const kept = await passwords.hash('Ärger im Büro, laut');
    expect(await passwords.hash('Ärger im Büro, laut')).not.toBe(kept);
    expect(await passwords.check('Ärger im Büro, laut'.normalize('NFD'), kept)).toEqual({ ok: true, outdated: false });
    expect((await passwords.check('ärger im büro, laut', kept)).ok).toBe(false);
    expect((await passwords.check('', kept)).ok).toBe(false);
  });

  test('of another cost still fit, and are told to be renewed', async () => {
    const kept = await createPasswords({ logN: 5, r: 8, p: 1 }).hash(goodPassword);
    expect(await cheapPasswords().check(goodPassword, kept)).toEqual({ ok: true, outdated: true });
  });

  test('are made for nobody too, at the same cost', async () => {
    const costs: unknown[] = [];
    const derive: Derive = async (_password, _salt, length, options) => {
      costs.push(options);
      return Buffer.alloc(length, 1);
    };
    const passwords = createPasswords(standardCost, derive);
    const kept = await passwords.hash('a');
    expect(await passwords.check('b', null)).toEqual({ ok: false, outdated: false });
    await passwords.check('b', kept);
    expect(costs).toHaveLength(3);
    expect(new Set(costs.map((cost) => JSON.stringify(cost))).size).toBe(1);
  });

  test('run two at a time; twenty wait, and the rest is turned away', async () => {
    let running = 0;
    let most = 0;
    const open: (() => void)[] = [];
    const derive: Derive = async (_password, _salt, length) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => open.push(resolve));
      running -= 1;
      return Buffer.alloc(length);
    };
    const passwords = createPasswords(standardCost, derive);
    const tries = Array.from({ length: 1_000 }, () =>
      passwords.check('x', null).then(
        () => 'ok',
        (error) => error.code,
      ),
    );
    const finished = Promise.all(tries);
    for (let done = 0; done < 22; done += 1) {
      while (open.length === 0) await Promise.resolve();
      open.shift()?.();
      await Promise.resolve();
    }
    const answers = await finished;
    expect(most).toBe(2);
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(22);
    expect(answers.filter((answer) => answer === 'busy')).toHaveLength(978);
    // The queue is empty again.
    const again = passwords.check('x', null);
    while (open.length === 0) await Promise.resolve();
    open.shift()?.();
    await expect(again).resolves.toMatchObject({ ok: false });
  });
});

describe('rules', () => {
  const weaknessOf = createPasswordRules(['Kabupaten Wanasari', 'Lembah Asri', 'PUPR', 'Dinas Pekerjaan Umum']);
  const about = ['Rina Puspita', 'rina.puspita@wanasari.test'];

  test.each([
    ['pendek saja', 'Terlalu pendek: 11 karakter'],
    ['ular😀😀😀😀😀', 'Terlalu pendek'],
    ['x'.repeat(129), 'Terlalu panjang'],
    ['aaaaaaaaaaaaaaaa', 'diulang-ulang'],
    ['abcdefghijklmnopqrstuvwxyz', 'urutan'],
    ['rtyuioplkjhgfdsawe', 'Mudah ditebak'],
    ['passwordpassword', 'Mudah ditebak'],
    ['indonesiaraya1945', 'Mudah ditebak'],
    ['rinapuspita1990!', 'nama atau alamat surel Anda'],
    ['kabupatenwanasari', 'nama daerah atau kantor Anda'],
    ['Wanasari-Wanasari-2026!', 'nama daerah atau kantor Anda'],
    ['KentonganWanasari1', 'nama daerah atau kantor Anda'],
  ])('refuse %s', (password, reason) => {
    expect(weaknessOf(password, about)).toContain(reason);
  });

  test.each([
    goodPassword,
    'tujuh payung hijau tidur',
    'T4k-mudah-d1tebak-ya-kan',
    'ꦏꦼꦤ꧀ꦠꦺꦴꦔꦤ꧀ꦫꦩꦺꦤꦸꦱ',
    'kopi susu gerhana paku lima',
  ])('take %s: no rule asks for signs or digits', (password) => {
    expect(weaknessOf(password, about)).toBeNull();
  });

  test.each([
    '4@'.repeat(64),
    '($1!'.repeat(32),
    'a1'.repeat(64),
    '<script>'.repeat(16),
    '2001-01-01'.repeat(12),
    '\u202e'.repeat(128),
  ])('are not held up by %s', (password) => {
    expect(typeof (weaknessOf(password, about) ?? '')).toBe('string');
  });
});
