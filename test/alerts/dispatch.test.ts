import { describe, expect, test } from 'vitest';
import { matches } from '../../src/alerts/dispatch/matches.ts';
import { planNotices, unroutedDecision } from '../../src/alerts/dispatch/plan-notices.ts';
import { quietUntil } from '../../src/alerts/dispatch/quiet-hours.ts';
import { sayMessage } from '../../src/alerts/dispatch/say-message.ts';
import type { Matchers } from '../../src/core/dispatch.ts';
import { anything, makeRoute, makeTarget, start } from '../jobs/dispatch-seed.ts';
import { makeAlert } from '../notify/alerts.ts';

describe('matches', () => {
  const alert = makeAlert();
  const cases: readonly (readonly [string, Partial<Matchers>, boolean])[] = [
    ['nothing asked', {}, true],
    ['its level', { levels: ['crisis', 'alert'] }, true],
    ['another level', { levels: ['crisis'] }, false],
    ['its agency and topic', { agencies: ['PDAM'], topics: ['air-listrik'] }, true],
    ['its agency, another topic', { agencies: ['PDAM'], topics: ['kesehatan'] }, false],
    ['its district, by a village in it', { places: ['99.01'] }, true],
    ['a code that only begins alike', { places: ['99.0'] }, false],
    ['its issue', { issues: [3] }, true],
    ['another rule', { rules: ['spike'] }, false],
  ];
  test.each(cases)('%s', (_, match, expected) => {
    expect(matches({ ...anything, ...match }, alert)).toBe(expected);
  });

  test('what an alert does not say is in no list', () => {
    expect(matches({ ...anything, places: ['99.01'] }, makeAlert({ placeCode: null }))).toBe(false);
    expect(matches({ ...anything, issues: [3] }, makeAlert({ issueId: null }))).toBe(false);
  });
});

describe('planNotices', () => {
  const late = new Date(start.getTime() + 30_000).toISOString();

  test('tells each target of the first route once, in company of its group', () => {
    const target = makeTarget('humas');
    const route = makeRoute({ targets: [target, target, makeTarget('humas', 'telegram')] });
    const drafts = planNotices(makeAlert(), [route, makeRoute({ id: 'lain' })], start);
    expect(drafts.map(({ target: { channel }, routeId, dueAt }) => [channel, routeId, dueAt])).toEqual([
      ['email', 'semua', late],
      ['telegram', 'semua', late],
    ]);
    expect(new Set(drafts.map(({ groupKey }) => groupKey)).size).toBe(1);
  });

  test('no value can be taken for two', () => {
    const route = makeRoute({ groupBy: ['topic', 'agency'] });
    const keyOf = (agency: string | null, topic: string | null) =>
      planNotices(makeAlert({ agency, topic }), [route], start)[0]?.groupKey;
    expect(keyOf('a","b', 'c')).not.toBe(keyOf('b', 'c","a'));
    expect(keyOf(null, 'c')).not.toBe(keyOf('null', 'c'));
  });

  test('a crisis does not wait longer than ten seconds', () => {
    const [draft] = planNotices(makeAlert({ level: 'crisis' }), [makeRoute()], start);
    expect(draft?.dueAt).toBe(new Date(start.getTime() + 10_000).toISOString());
    const [quick] = planNotices(makeAlert({ level: 'crisis' }), [makeRoute({ waitMs: 0 })], start);
    expect(quick?.dueAt).toBe(start.toISOString());
  });

  test('says why nobody is told', () => {
    const never = makeRoute({ match: { ...anything, levels: ['crisis'] } });
    expect(planNotices(makeAlert(), [never], start)).toEqual([]);
    expect(unroutedDecision(makeAlert(), [never], start)).toMatchObject({ outcome: 'dropped', reason: 'no-route' });
    const empty = makeRoute({ targets: [] });
    expect(unroutedDecision(makeAlert(), [empty], start)).toMatchObject({ reason: 'no-recipient', target: '' });
    expect(unroutedDecision(makeAlert(), [{ ...empty, goOn: true }, makeRoute()], start)).toBeNull();
  });
});

describe('quietUntil', () => {
  const night = { from: 21 * 60, to: 5 * 60, except: [] };
  test.each([
    ['20.59', '2026-11-22T13:59:59.999Z', 'Asia/Jakarta', null],
    ['21.00', '2026-11-22T14:00:00.000Z', 'Asia/Jakarta', '2026-11-22T22:00:00.000Z'],
    ['00.30 of the next day', '2026-11-22T17:30:00.000Z', 'Asia/Jakarta', '2026-11-22T22:00:00.000Z'],
    ['04.59', '2026-11-22T21:59:59.999Z', 'Asia/Jakarta', '2026-11-22T22:00:00.000Z'],
    ['05.00', '2026-11-22T22:00:00.000Z', 'Asia/Jakarta', null],
    ['21.00 further east', '2026-11-22T12:00:00.000Z', 'Asia/Jayapura', '2026-11-22T20:00:00.000Z'],
  ])('%s', (_, at, zone, expected) => {
    expect(quietUntil(night, new Date(at), zone)).toBe(expected);
  });

  test('within one day, and none of no length', () => {
    const noon = { from: 12 * 60, to: 13 * 60, except: [] };
    expect(quietUntil(noon, new Date('2026-11-22T05:30:00.000Z'), 'Asia/Jakarta')).toBe('2026-11-22T06:00:00.000Z');
    expect(quietUntil({ ...noon, to: noon.from }, new Date('2026-11-22T05:00:00.000Z'), 'Asia/Jakarta')).toBeNull();
  });
});

test('sayMessage says how an alert came', () => {
  expect(sayMessage('group', 1)).toBeNull();
  expect(sayMessage('group', 3)).toBe('satu pesan bersama 2 peringatan lain');
  expect(sayMessage('collected', 1_241)).toBe('satu pesan bersama 1.240 peringatan lain karena batas pesan');
  expect(sayMessage('escalation', 1)).toBe('dinaikkan karena belum ada yang menyatakan menangani');
});
