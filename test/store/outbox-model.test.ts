import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  claimNotifications,
  countOutbox,
  insertNotifications,
  listOutbox,
  markFailed,
  markSent,
  nextAttempts,
} from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import { createTestDatabase, dialects } from '../support/db.ts';
import { makeOutboxDraft } from '../support/make.ts';

/** The outbox in plain words: what any history of sending, failing and dying must come to. */
interface ModelRow {
  readonly about: string;
  state: 'pending' | 'sending' | 'sent' | 'dead';
  attempts: number;
  /** Minutes. */
  due: number;
  lease: number;
}
interface Model {
  readonly rows: ModelRow[];
  clock: number;
}
interface Real {
  readonly db: Db;
  /** By row of the model. */
  readonly ids: number[];
}

const start = Date.UTC(2026, 10, 22);
const at = (minute: number): Date => new Date(start + minute * 60_000);
const leaseMinutes = 5;

type Command = fc.AsyncCommand<Model, Real>;

const queue: Command = {
  check: () => true,
  toString: () => 'queue',
  run: async (model, real) => {
    const about = `${model.rows.length}`;
    await insertNotifications(real.db, [makeOutboxDraft({ about, createdAt: at(model.clock).toISOString() })]);
    real.ids.push((await listOutbox(real.db, { limit: 1 }))[0]?.id ?? 0);
    model.rows.push({ about, state: 'pending', attempts: 0, due: model.clock, lease: 0 });
  },
};

const wait = (minutes: number): Command => ({
  check: () => true,
  toString: () => `wait ${minutes}`,
  run: async (model) => {
    model.clock += minutes;
  },
});

const claim = (limit: number): Command => ({
  check: () => true,
  toString: () => `claim ${limit}`,
  run: async (model, real) => {
    const claimable = model.rows.filter(
      (row) =>
        (row.state === 'pending' && row.due <= model.clock) || (row.state === 'sending' && row.lease <= model.clock),
    );
    const expected = claimable.sort((a, b) => a.due - b.due || Number(a.about) - Number(b.about)).slice(0, limit);
    const claimed = await claimNotifications(real.db, {
      channel: 'email',
      now: at(model.clock),
      limit,
      leaseMs: leaseMinutes * 60_000,
    });
    expect(claimed.map((row) => [row.about, row.attempts])).toEqual(
      expected.map((row) => [row.about, row.attempts + 1]),
    );
    for (const row of expected) {
      row.state = 'sending';
      row.attempts += 1;
      row.lease = model.clock + leaseMinutes;
    }
  },
});

const finish = (index: number, outcome: 'sent' | 'dead' | number): Command => ({
  check: (model) => model.rows.length > 0,
  toString: () => `finish ${index} ${outcome}`,
  run: async (model, real) => {
    const chosen = index % model.rows.length;
    const row = model.rows[chosen];
    const id = real.ids[chosen] ?? 0;
    if (row === undefined) throw new Error('no row');
    if (outcome === 'sent') {
      await markSent(real.db, id, at(model.clock));
      row.state = 'sent';
      return;
    }
    const retry = outcome === 'dead' ? null : model.clock + outcome;
    const retryAt = retry === null ? null : at(retry).toISOString();
    await markFailed(real.db, id, { error: 'gagal', retryAt, now: at(model.clock) });
    if (row.state !== 'sending') return;
    row.state = retry === null ? 'dead' : 'pending';
    if (retry !== null) row.due = retry;
  },
});

const look: Command = {
  check: () => true,
  toString: () => 'look',
  run: async (model, real) => {
    const counts = { pending: 0, sending: 0, sent: 0, dead: 0 };
    for (const row of model.rows) counts[row.state] += 1;
    expect(await countOutbox(real.db)).toEqual(counts);
    const waiting = model.rows.flatMap((row) =>
      row.state === 'pending' ? [row.due] : row.state === 'sending' ? [row.lease] : [],
    );
    const next = waiting.length === 0 ? null : at(Math.min(...waiting)).toISOString();
    expect((await nextAttempts(real.db)).get('email') ?? null).toBe(next);
    const rows = await listOutbox(real.db, { limit: 1_000 });
    expect(rows.map((row) => [row.about, row.state, row.attempts]).reverse()).toEqual(
      model.rows.map((row) => [row.about, row.state, row.attempts]),
    );
  },
};

const commands = fc.commands(
  [
    fc.constant(queue),
    fc.integer({ min: 1, max: 7 }).map(wait),
    fc.integer({ min: 1, max: 3 }).map(claim),
    fc
      .tuple(
        fc.nat(20),
        fc.oneof(fc.constant('sent' as const), fc.constant('dead' as const), fc.integer({ min: 0, max: 9 })),
      )
      .map(([index, outcome]) => finish(index, outcome)),
    fc.constant(look),
  ],
  { size: '+1' },
);

describe.each(dialects)('%s', (dialect) => {
  test('no history loses a message, sends one that is not due, or revives one that is done', async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    await fc.assert(
      fc.asyncProperty(commands, async (history) => {
        try {
          await fc.asyncModelRun(() => ({ model: { rows: [], clock: 0 }, real: { db, ids: [] } }), [...history, look]);
        } finally {
          await database.empty();
        }
      }),
      { numRuns: dialect === 'sqlite' ? 150 : 20 },
    );
    await database.close();
  });
});
