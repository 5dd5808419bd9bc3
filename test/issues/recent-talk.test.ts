import { describe, expect, test } from 'vitest';
import { createProfile } from '../../src/issues/profile.ts';
import { createRecentTalk } from '../../src/issues/recent-talk.ts';

const hour = 3_600_000;
const [one, two] = [createProfile(1, 0, false), createProfile(2, 0, false)];
const water = { topic: 'air-listrik', agency: 'PDAM' } as const;

describe('recent talk', () => {
  test('gives the share of each issue in what is said of a topic and agency, with doubt while little is said', () => {
    const talk = createRecentTalk(24 * hour);
    expect([...talk.sharesOf(water, 0)]).toEqual([]);
    talk.add(water, one, 0);
    expect(talk.sharesOf(water, 0).get(one)).toBe(1 / 4);
    for (let index = 0; index < 5; index += 1) talk.add(water, one, hour);
    talk.add(water, two, hour);
    const shares = talk.sharesOf(water, 2 * hour);
    expect(shares.get(one)).toBeCloseTo(6 / 10);
    expect(shares.get(two)).toBeCloseTo(1 / 10);
  });

  test('forgets what was said outside the window, before and after', () => {
    const talk = createRecentTalk(24 * hour);
    talk.add(water, one, 0);
    talk.add(water, two, 50 * hour);
    expect([...talk.sharesOf(water, 25 * hour).keys()]).toEqual([]);
    expect([...talk.sharesOf(water, 26 * hour).keys()]).toEqual([two]);
  });

  test('says nothing of other agencies, nor of texts without topic or agency', () => {
    const talk = createRecentTalk(24 * hour);
    const vague = [
      { topic: 'lainnya', agency: 'PDAM' },
      { topic: 'air-listrik', agency: null },
    ] as const;
    for (const member of [water, ...vague]) talk.add(member, one, 0);
    for (const member of [...vague, { ...water, agency: 'DLH' }]) expect(talk.sharesOf(member, 0).size).toBe(0);
  });
});
