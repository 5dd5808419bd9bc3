import { describe, expect, test } from 'vitest';
import type { IssueEvent } from '../../src/core/issue.ts';
import { quantile, responsesOf } from '../../src/core/response-times.ts';

const at = (hour: number): string =>
  `2026-11-2${Math.floor(hour / 24)}T${String(hour % 24).padStart(2, '0')}:00:00.000Z`;

let id = 0;
function event(kind: IssueEvent['kind'], hour: number, from: string | null, to: string | null): IssueEvent {
  id += 1;
  return { id, issueId: 7, kind, from, to, who: 'Sari', why: null, at: at(hour) };
}
const state = (hour: number, from: string, to: string) => event('state', hour, from, to);
const agency = (hour: number, from: string | null, to: string | null) => event('agency', hour, from, to);
const due = (hour: number, to: number) => event('due', hour, null, at(to));

describe('how an agency dealt with an issue', () => {
  test('runs from being asked to the first answer', () => {
    const history = [
      state(1, 'baru', 'diteruskan'),
      due(1, 25),
      state(6, 'diteruskan', 'ditanggapi'),
      state(9, 'ditanggapi', 'selesai'),
    ];
    expect(responsesOf(7, history, 'PUPR')).toEqual([
      { issueId: 7, agency: 'PUPR', passedAt: at(1), dueAt: at(25), answeredAt: at(6) },
    ]);
  });

  test('is waiting until then', () => {
    expect(responsesOf(7, [state(1, 'baru', 'diteruskan')], 'PUPR')).toEqual([
      { issueId: 7, agency: 'PUPR', passedAt: at(1), dueAt: null, answeredAt: null },
    ]);
  });

  test('names who was asked then, whoever it belongs to now', () => {
    const history = [
      ...[state(1, 'baru', 'diteruskan'), agency(1, null, 'DLH'), due(1, 25)],
      ...[state(5, 'diteruskan', 'ditanggapi'), agency(8, 'DLH', 'PUPR')],
    ];
    expect(responsesOf(7, history, 'PUPR').map((response) => response.agency)).toEqual(['DLH']);
    const later = [state(1, 'baru', 'diteruskan'), state(5, 'diteruskan', 'ditanggapi'), agency(8, 'DLH', 'PUPR')];
    expect(responsesOf(7, later, 'PUPR').map((response) => response.agency)).toEqual(['DLH']);
  });

  test('begins anew with the agency that it was passed on to instead; nothing is said of the first', () => {
    const history = [
      ...[state(1, 'baru', 'diteruskan'), due(1, 25)],
      ...[
        state(4, 'diteruskan', 'diteruskan'),
        agency(4, 'DLH', 'PUPR'),
        due(4, 28),
        state(10, 'diteruskan', 'ditanggapi'),
      ],
    ];
    expect(responsesOf(7, history, 'PUPR')).toEqual([
      { issueId: 7, agency: 'PUPR', passedAt: at(4), dueAt: at(28), answeredAt: at(10) },
    ]);
  });

  test('is not made shorter by a reminder, nor ended by being taken back', () => {
    const reminded = [
      state(1, 'baru', 'diteruskan'),
      state(4, 'diteruskan', 'diteruskan'),
      due(4, 40),
      state(10, 'diteruskan', 'selesai'),
    ];
    expect(responsesOf(7, reminded, 'PUPR')).toMatchObject([{ passedAt: at(1), dueAt: at(40), answeredAt: at(10) }]);
    const taken = [
      state(1, 'baru', 'diteruskan'),
      state(4, 'diteruskan', 'diverifikasi'),
      state(9, 'diverifikasi', 'ditanggapi'),
    ];
    expect(responsesOf(7, taken, 'PUPR')).toEqual([]);
  });

  test('counts again when it comes back', () => {
    const history = [
      ...[state(1, 'baru', 'diteruskan'), state(3, 'diteruskan', 'ditanggapi')],
      ...[state(20, 'ditanggapi', 'diteruskan'), state(30, 'diteruskan', 'selesai')],
    ];
    expect(responsesOf(7, history, 'PUPR').map(({ passedAt, answeredAt }) => [passedAt, answeredAt])).toEqual([
      [at(1), at(3)],
      [at(20), at(30)],
    ]);
  });
});

test('a quantile is a value that occurred, by the nearest rank', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([7], 0.9)).toBe(7);
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(20);
  expect(quantile([10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0.9)).toBe(9);
  expect(quantile([1, 2, 3], 0)).toBe(1);
});
