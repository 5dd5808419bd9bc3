import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareProvince } from '../../../src/store/province/prepare.ts';
import type { Db } from '../../../src/store/schema.ts';
import { openTestProvince, type TestProvince } from '../../support/province.ts';

const noRight = /permission denied|row-level security|must be owner|violates check/;

let province: TestProvince;
beforeAll(async () => {
  province = await openTestProvince();
});
afterAll(() => province.close());

function addDay(db: Db, regency: string, day: string) {
  return sql`insert into shared.regency_days values (${regency}, ${day}, 9, 3, 0, 5, 1, 0, 0, 1, 1, 2, 0)`.execute(db);
}

function addState(db: Db, regency: string) {
  return sql`insert into shared.regency_states values (${regency}, '2026-11-22T06:00:00.000Z', 2, 1, 4, 0, null)`.execute(
    db,
  );
}

function addCard(db: Db, regency: string, id = 1) {
  return sql`insert into shared.issue_cards
    values (${regency}, ${id}, 'Jalan rusak', 'infrastruktur-jalan', 'PUPR', 'alert', null, '2026-11-22T01:00:00.000Z',
      '2026-11-22T02:00:00.000Z', 4, 3, 'baru', 2, 0, '{}')`.execute(db);
}

function addShare(db: Db, from: string, to: string) {
  return sql`insert into shared.shared_issues
    values (${from}, ${to}, 1, 'Jalan rusak', 'infrastruktur-jalan', null, 'alert', null, '2026-11-22T01:00:00.000Z',
      '2026-11-22T02:00:00.000Z', 4, 3, 'Ani', 'di perbatasan', '2026-11-22T03:00:00.000Z')`.execute(db);
}

function addMention(db: Db, from: string, to: string) {
  return sql`insert into shared.shared_mentions
    values (${from}, ${to}, 1, 7, '2026-11-22T01:00:00.000Z', 'web', 'article', 'Radar', null, 'Judul', 'Isi', 'negative')`.execute(
    db,
  );
}

async function count(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.id('shared', table)}`.execute(db);
  return rows[0]?.count ?? -1;
}

/** Rows that a statement changed. */
async function changed(db: Db, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(db)).numAffectedRows ?? 0n);
}

describe('what regencies publish', () => {
  beforeEach(async () => {
    const { first, second } = province;
    for (const db of [first, second]) {
      for (const table of ['regency_days', 'regency_states', 'issue_cards', 'shared_issues', 'shared_mentions']) {
        await sql`delete from ${sql.id('shared', table)}`.execute(db);
      }
    }
    for (const [db, code] of [
      [first, '35.16'],
      [second, '35.17'],
    ] as const) {
      await addDay(db, code, '2026-11-21');
      await addState(db, code);
      await addCard(db, code);
    }
  });

  test.each(['regency_days', 'regency_states', 'issue_cards'])(
    '%s: each reads its own, the province all',
    async (table) => {
      expect([
        await count(province.first, table),
        await count(province.second, table),
        await count(province.shared, table),
      ]).toEqual([1, 1, 2]);
    },
  );

  test('nobody writes in the name of another regency', async () => {
    const { first, second, shared } = province;
    for (const attempt of [
      () => addDay(first, '35.17', '2026-11-20'),
      () => addState(first, '35.17'),
      () => addCard(first, '35.17', 2),
      () => addDay(first, '35_16', '2026-11-20'),
      () => addDay(second, '35.16', '2026-11-20'),
      () => addDay(first, '35.18', '2026-11-20'),
      () => addDay(shared, '35.16', '2026-11-20'),
      () => addCard(shared, '35.16', 2),
      () =>
        sql`insert into shared.issue_cards select '35.17', issue_id + 1, title, topic, agency, attention, place_name, first_at,
          last_at, mention_count, negative_count, state, source_count, hoax_count, keys from shared.issue_cards`.execute(
          first,
        ),
      // A row that is there already must not be told from one that is not.
      () => addDay(first, '35.17', '2026-11-21'),
      () => sql`update shared.issue_cards set regency = '35.17'`.execute(first),
      () => sql`update shared.regency_days set regency = '35.17', day = '2026-11-01'`.execute(first),
    ]) {
      await expect(attempt()).rejects.toThrow(noRight);
    }
    expect(await count(shared, 'issue_cards')).toBe(2);
  });

  test('nobody changes, removes or empties what is another’s', async () => {
    const { first, shared } = province;
    expect(await changed(first, sql`update shared.issue_cards set title = 'Lain' where regency = '35.17'`)).toBe(0);
    expect(await changed(first, sql`delete from shared.issue_cards where regency = '35.17'`)).toBe(0);
    expect(await changed(first, sql`delete from shared.regency_days`)).toBe(1);
    expect(await count(shared, 'regency_days')).toBe(1);
    await expect(
      sql`insert into shared.regency_states values ('35.17', 'x', 9, 9, 9, 9, null)
        on conflict (regency) do update set open_issues = 0`.execute(first),
    ).rejects.toThrow(noRight);
    for (const table of ['regency_days', 'regency_states', 'issue_cards', 'shared_issues', 'shared_mentions']) {
      const name = sql.id('shared', table);
      for (const statement of [
        sql`truncate ${name}`,
        sql`drop table ${name}`,
        sql`alter table ${name} disable row level security`,
        sql`alter table ${name} no force row level security`,
        sql`create policy mine on ${name} using (true)`,
        sql`drop policy own on ${name}`,
        sql`create trigger mine before insert on ${name} execute function suppress_redundant_updates_trigger()`,
        sql`grant all on ${name} to public`,
      ]) {
        // A grant without the right to give is a warning, not an error.
        await statement.execute(first).then(
          () => expect(statement.compile(first).sql).toMatch(/^grant/),
          (error: Error) => expect(error.message).toMatch(noRight),
        );
      }
      await expect(sql`truncate ${name}`.execute(shared)).rejects.toThrow(noRight);
      await expect(sql`delete from ${name}`.execute(shared)).rejects.toThrow(noRight);
    }
    await expect(sql`update shared.issue_cards set title = 'Lain'`.execute(shared)).rejects.toThrow(noRight);
  });

  test('the province has no right to a regency’s own tables', async () => {
    for (const statement of [
      sql`select * from r35_16.mentions`,
      sql`select * from r35_16.scores`,
      sql`select count(*) from r35_16.issues`,
      sql`select * from r35_17.users`,
      sql`delete from r35_16.sources`,
      sql`create view shared.peek as select * from r35_16.mentions`,
    ]) {
      await expect(statement.execute(province.shared)).rejects.toThrow(noRight);
    }
  });

  test('a regency has no right to the province’s people and sources', async () => {
    for (const table of [
      'users',
      'sessions',
      'sources',
      'mentions',
      'meta',
      'audit',
      'credential_uses',
      'keyword_packs',
    ]) {
      await expect(sql`select * from ${sql.id('shared', table)}`.execute(province.first)).rejects.toThrow(noRight);
    }
    await expect(sql`create table shared.mine (id int)`.execute(province.first)).rejects.toThrow(noRight);
  });
});

describe('ways round the rules', () => {
  test('views and functions of a regency show it no more than it may see', async () => {
    const { first, second } = province;
    await addCard(second, '35.17', 9);
    await sql`create view r35_16.peek as select * from shared.issue_cards where regency = '35.17'`.execute(first);
    await sql`create function r35_16.peek_all() returns bigint language sql security definer
      as 'select count(*) from shared.issue_cards where regency = ''35.17'''`.execute(first);
    // A condition that is looked at before the policy would see every row.
    await sql`create function r35_16.leak(text) returns boolean language plpgsql cost 0.0000001
      as 'begin if $1 = ''35.17'' then raise exception ''leaked''; end if; return true; end'`.execute(first);
    const { rows: seen } = await sql`select * from r35_16.peek`.execute(first);
    const { rows: counted } = await sql<{ peek_all: number }>`select r35_16.peek_all()`.execute(first);
    await sql`select * from shared.issue_cards where r35_16.leak(regency)`.execute(first);
    expect([seen, Object.values(counted[0] ?? {})]).toEqual([[], [0]]);
    await expect(sql`select * from r35_16.peek`.execute(second)).rejects.toThrow(noRight);
    await expect(sql`select r35_16.peek_all()`.execute(second)).rejects.toThrow(noRight);
    await sql`drop view r35_16.peek`.execute(first);
    await sql`drop function r35_16.peek_all()`.execute(first);
    await sql`drop function r35_16.leak(text)`.execute(first);
    await sql`delete from shared.issue_cards`.execute(second);
  });

  test('settings and roles open nothing', async () => {
    await addCard(province.second, '35.17', 9);
    await province.first.connection().execute(async (db) => {
      await sql`set row_security = off`.execute(db);
      await expect(sql`select * from shared.issue_cards`.execute(db)).rejects.toThrow(/row-level security/);
      await sql`set row_security = on`.execute(db);
    });
    await expect(sql`alter role kentongan_r35_16 bypassrls`.execute(province.first)).rejects.toThrow(noRight);
    await expect(sql`grant kentongan_r35_17 to kentongan_r35_16`.execute(province.first)).rejects.toThrow(
      /permission denied|admin option/,
    );
    await sql`delete from shared.issue_cards`.execute(province.second);
  });
});

describe('what was shared on purpose', () => {
  test('is seen by who gave it and who got it, and by nobody else', async () => {
    const { first, second, shared } = province;
    const seen = async () => [
      await count(first, 'shared_mentions'),
      await count(second, 'shared_mentions'),
      await count(shared, 'shared_mentions'),
    ];
    await addShare(first, '35.16', '35.17');
    await addMention(first, '35.16', '35.17');
    expect(await seen()).toEqual([1, 1, 0]);
    await addShare(first, '35.16', 'province');
    await addMention(first, '35.16', 'province');
    expect(await seen()).toEqual([2, 1, 1]);
    await expect(sql`update shared.shared_issues set to_code = '35.18'`.execute(first)).rejects.toThrow(noRight);
    expect(await changed(second, sql`delete from shared.shared_mentions`)).toBe(0);
    await expect(sql`update shared.shared_mentions set text = 'lain'`.execute(second)).rejects.toThrow(noRight);
    await expect(addShare(second, '35.16', '35.17')).rejects.toThrow(noRight);
    await expect(addMention(second, '35.16', 'province')).rejects.toThrow(noRight);
    await expect(addShare(first, '35.16', '35.16')).rejects.toThrow(noRight);
    expect(await changed(first, sql`delete from shared.shared_mentions`)).toBe(2);
    expect(await changed(first, sql`delete from shared.shared_issues`)).toBe(2);
  });
});

describe('preparing', () => {
  test('again and at the same time changes nothing', async () => {
    const roles = ['kentongan_r35_16', 'kentongan_r35_17'];
    await Promise.all([prepareProvince(province.shared, roles), prepareProvince(province.shared, roles)]);
    await sql`revoke execute on function shared.offered_packs() from kentongan_r35_16`.execute(province.shared);
    await expect(sql`select * from shared.offered_packs()`.execute(province.first)).rejects.toThrow(noRight);
    await prepareProvince(province.shared, roles);
    const { rows } = await sql`select * from shared.offered_packs()`.execute(province.first);
    expect(rows).toEqual([]);
  });
});
