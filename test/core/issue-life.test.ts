import { describe, expect, it } from 'vitest';
import { issueStates } from '../../src/core/issue.ts';
import { findTransition, isOpen, isOverdue, nextWorkingDay, transitionsFrom } from '../../src/core/issue-life.ts';
import { isOfficeVoice, reachKindOf, reachNameOf, sayReach } from '../../src/core/reach.ts';

describe('states', () => {
  it('lead everywhere from the first, and never into a dead end', () => {
    for (const start of issueStates) {
      const reached = new Set([start]);
      for (const state of reached) for (const { to } of transitionsFrom(state)) reached.add(to);
      const missing = issueStates.filter((state) => !reached.has(state));
      // Nobody can make an issue new again.
      expect(missing).toEqual(start === 'baru' ? [] : ['baru']);
    }
  });

  it('let every open state end as no issue, with a reason', () => {
    for (const state of issueStates.filter(isOpen)) {
      expect(findTransition(state, 'bukan-isu')).toEqual({ to: 'bukan-isu', needsReason: true });
    }
  });

  it('open again only with a reason', () => {
    for (const state of ['selesai', 'bukan-isu'] as const) {
      expect(transitionsFrom(state).every(({ to, needsReason }) => isOpen(to) && needsReason)).toBe(true);
      expect(transitionsFrom(state).length).toBeGreaterThan(0);
    }
  });

  it('do not end before anybody has looked', () => {
    expect(findTransition('baru', 'selesai')).toBeNull();
    expect(findTransition('diverifikasi', 'selesai')?.needsReason).toBe(true);
    expect(findTransition('ditanggapi', 'selesai')?.needsReason).toBe(false);
  });
});

it('is overdue from the due time on, while it is with the agency', () => {
  const dueAt = '2026-11-23T08:00:00.000Z';
  const before = new Date('2026-11-23T07:59:59.999Z');
  const then = new Date(dueAt);
  expect(isOverdue({ state: 'diteruskan', dueAt }, before)).toBe(false);
  expect(isOverdue({ state: 'diteruskan', dueAt }, then)).toBe(true);
  expect(isOverdue({ state: 'ditanggapi', dueAt }, then)).toBe(false);
  expect(isOverdue({ state: 'diteruskan', dueAt: null }, then)).toBe(false);
});

it.each([
  ['Thursday to Friday', '2026-11-19T08:15:00.000Z', 'Asia/Jakarta', '2026-11-20T08:15:00.000Z'],
  ['Friday to Monday', '2026-11-20T08:15:00.000Z', 'Asia/Jakarta', '2026-11-23T08:15:00.000Z'],
  ['Saturday to Monday', '2026-11-21T08:15:00.000Z', 'Asia/Jakarta', '2026-11-23T08:15:00.000Z'],
  // 23.30 UTC on Thursday is Friday morning in Jayapura.
  ['by the days of the zone', '2026-11-19T23:30:00.000Z', 'Asia/Jayapura', '2026-11-22T23:30:00.000Z'],
])('a working day from %s', (_, now, zone, due) => expect(nextWorkingDay(new Date(now), zone)).toBe(due));

describe('reach', () => {
  const voice = { kind: 'article', platform: 'web', sourceClass: 'online-media', isOffice: false };

  it.each([
    [{}, 'media'],
    [{ sourceClass: 'fact-check' }, 'media'],
    [{ kind: 'post', sourceClass: 'community', platform: 'facebook' }, 'account'],
    [{ kind: 'comment', sourceClass: 'community' }, 'comment'],
    [{ kind: 'comment', sourceClass: 'online-media' }, 'comment'],
    [{ kind: 'klipping', sourceClass: 'print', platform: 'print' }, 'media'],
    [{ kind: 'klipping', sourceClass: 'print', platform: 'facebook' }, 'account'],
    [{ sourceClass: 'mirror' }, null],
    [{ sourceClass: 'government', isOffice: true }, null],
  ] as const)('%j is %s', (change, kind) => expect(reachKindOf({ ...voice, ...change })).toBe(kind));

  it('tells what an office says from what citizens say under its post', () => {
    expect(isOfficeVoice({ kind: 'post', sourceClass: 'government', voiceClass: null })).toBe(true);
    expect(isOfficeVoice({ kind: 'comment', sourceClass: 'government', voiceClass: null })).toBe(false);
    expect(isOfficeVoice({ kind: 'comment', sourceClass: 'village', voiceClass: 'village' })).toBe(true);
    expect(isOfficeVoice({ kind: 'article', sourceClass: 'online-media', voiceClass: null })).toBe(false);
  });

  it('counts a paper once, and the accounts that a search found each', () => {
    const found = { publisher: null, sourceTitle: 'Cari di X', sourceClass: 'public', platform: 'x' };
    expect(reachNameOf({ ...found, authorHandle: 'satu' })).not.toBe(reachNameOf({ ...found, authorHandle: 'dua' }));
    const paper = { sourceTitle: 'Google News', sourceClass: 'aggregator', platform: 'web', authorHandle: null };
    expect(reachNameOf({ ...paper, publisher: 'Radar Uji ' })).toBe(
      reachNameOf({ ...paper, publisher: null, sourceTitle: 'radar uji' }),
    );
  });

  it('is said in one line', () => {
    expect(sayReach({ mediaCount: 12, accountCount: 3, commentCount: 1240 })).toBe(
      '12 media, 3 grup/akun, 1.240 komentar',
    );
    expect(sayReach({ mediaCount: 0, accountCount: 1, commentCount: 0 })).toBe('1 grup/akun');
    expect(sayReach({ mediaCount: 0, accountCount: 0, commentCount: 0 })).toBe('belum disebut media atau warga');
  });
});
