import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPseudonyms, isOfName, isPseudonym, sayPseudonym } from '../../src/core/pseudonym.ts';
import { isNamedVoice } from '../../src/core/pseudonym-rules.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const other = createPseudonyms(randomBytes(32));

describe('pseudonyms', () => {
  test('the same person on one platform has one, whatever the spelling; other people, platforms and keys have others', () => {
    const budi = testPseudonyms.ofHandle('x', 'budi');
    expect(testPseudonyms.ofHandle('x', ' @Budi')).toBe(budi);
    const others = [
      testPseudonyms.ofHandle('instagram', 'budi'),
      testPseudonyms.ofHandle('x', 'budi_'),
      testPseudonyms.ofName('x', 'budi'),
      other.ofHandle('x', 'budi'),
    ];
    expect(new Set([budi, ...others]).size).toBe(5);
  });

  test('says nothing of the name, and is told from handles', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (handle) => {
        const pseudonym = testPseudonyms.ofHandle('x', handle);
        expect(pseudonym).toMatch(/^warga:[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(isPseudonym(pseudonym)).toBe(true);
        expect(isPseudonym(handle)).toBe(false);
      }),
    );
    expect(sayPseudonym(testPseudonyms.ofHandle('x', 'budi'))).toMatch(/^Warga [0-9A-HJKMNP-TV-Z]{6}$/);
    expect(sayPseudonym('dinkesuji')).toBeNull();
    expect(sayPseudonym(null)).toBeNull();
  });

  test('a name without a handle makes another kind, which namesakes share', () => {
    const person = testPseudonyms.personOf('web', { handle: null, name: 'Sari  Uji' });
    expect(person?.pseudonym).toBe(testPseudonyms.ofName('web', 'sari uji'));
    expect(isOfName(person?.pseudonym ?? '')).toBe(true);
    expect(isOfName(testPseudonyms.ofHandle('web', 'sari'))).toBe(false);
    expect(testPseudonyms.personOf('web', { handle: ' @ ', name: ' ' })).toBeNull();
    expect(testPseudonyms.personOf('web', { handle: null, name: null })).toBeNull();
  });

  test('only the key opens a seal, only under its pseudonym, and only whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), (name, at) => {
        const author = { handle: 'budi', name };
        const { pseudonym = '', sealed = '' } = testPseudonyms.personOf('x', author) ?? {};
        expect(testPseudonyms.unseal(pseudonym, sealed)).toEqual(JSON.parse(JSON.stringify(author)));
        expect(other.unseal(pseudonym, sealed)).toBeNull();
        expect(testPseudonyms.unseal(testPseudonyms.ofHandle('x', 'ani'), sealed)).toBeNull();
        const bytes = Buffer.from(sealed, 'base64');
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
        expect(testPseudonyms.unseal(pseudonym, bytes.toString('base64'))).toBeNull();
      }),
    );
    expect(testPseudonyms.unseal('warga:X', '')).toBeNull();
  });

  test('a key of another length is refused, and keys are told apart without being shown', () => {
    expect(() => createPseudonyms(new Uint8Array(16))).toThrow('16 bytes');
    expect(testPseudonyms.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(testPseudonyms.fingerprint).not.toBe(other.fingerprint);
  });
});

describe('who keeps the name', () => {
  const voice = { kind: 'post', platform: 'x', sourceClass: 'public', voiceClass: null };
  test.each([
    ['a citizen found by a search', {}, false],
    ['an office on the list', { voiceClass: 'government' }, true],
    ['an influencer on the list', { voiceClass: 'influencer' }, false],
    ['what an office posts itself', { platform: 'instagram', sourceClass: 'government' }, true],
    ['what citizens write under it', { platform: 'instagram', sourceClass: 'government', kind: 'comment' }, false],
    ['what the office answers there', { kind: 'comment', sourceClass: 'government', voiceClass: 'government' }, true],
    ['the byline of an article', { kind: 'article', platform: 'web', sourceClass: 'online-media' }, true],
    ["a citizen's blog", { kind: 'article', platform: 'web', sourceClass: 'influencer' }, false],
    ['a comment under an article', { kind: 'comment', platform: 'web', sourceClass: 'online-media' }, false],
    ['a clipping of a paper', { kind: 'klipping', platform: 'print', sourceClass: 'print' }, true],
    ['a clipping of a post', { kind: 'klipping', platform: 'facebook', sourceClass: 'print' }, false],
    ['a complaint', { platform: 'complaint', sourceClass: 'complaint' }, false],
  ] as const)('%s', (_, overrides, named) => {
    expect(isNamedVoice({ ...voice, ...overrides })).toBe(named);
  });
});
