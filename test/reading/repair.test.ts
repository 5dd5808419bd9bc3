import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairText } from '../../src/reading/repair.ts';

describe('repairText', () => {
  it.each([
    ['a\x00b\x0bc\x1fd\x7fe\uffff', 'abcde'],
    ['tab\tbaris\r\nbaru', 'tab\tbaris\r\nbaru'],
    ['Port&#0;&#x1F;&#55357;al', 'Portal'],
    ['&#55357;&#57000;', '🚨'],
    ['&#xD83D;&#xDEA8;', '🚨'],
    ['&#8211;&#x2013;&#10;', '&#8211;&#x2013;&#10;'],
    ['&#1114112;&#xFFFE;', ''],
    ['\x93kutip\x94', '“kutip”'],
  ])('%j → %j', (before, after) => {
    expect(repairText(before)).toBe(after);
  });

  it('leaves no forbidden character and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = repairText(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(once).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
        expect(repairText(once)).toBe(once);
      }),
    );
  });
});
