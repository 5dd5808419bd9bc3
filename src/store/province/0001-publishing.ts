import { type Kysely, sql } from 'kysely';

/**
 * What regencies publish and share. Run by the role of the province, which owns the tables and may only read them: row level security is
 * forced on it too, and it has taken its other rights from itself. A regency's role is known by its name, `kentongan_r35_16`; a code that
 * is no code cannot be stored, so no other text gives the same name. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  const code = `collate "C" not null check (%s ~ '^[0-9][0-9]\\.[0-9][0-9]$')`;
  const codeOf = (column: string) => `${column} text ${code.replace('%s', column)}`;
  const count = (name: string) => `${name} integer not null check (${name} >= 0)`;

  await run(`create table shared.regency_days (
    ${codeOf('regency')},
    day text collate "C" not null,
    ${['mentions', 'negatives', 'potentials', 'neutrals', 'positives', 'unscored', 'hoaxes', 'alerts', 'reports'].map(count).join(', ')},
    open_issues integer,
    silent_sources integer,
    primary key (regency, day)
  )`);
  await run(`create table shared.regency_states (
    ${codeOf('regency')} primary key,
    published_at text collate "C" not null,
    ${['open_issues', 'red_issues', 'sources', 'silent_sources'].map(count).join(', ')},
    last_item_at text collate "C"
  )`);
  const issue = `issue_id bigint not null,
    title text collate "C" not null check (length(title) <= 1000),
    topic text collate "C" not null,
    agency text collate "C",
    attention text collate "C" not null,
    place_name text collate "C",
    first_at text collate "C" not null,
    last_at text collate "C" not null,
    ${['mention_count', 'negative_count'].map(count).join(', ')}`;
  await run(`create table shared.issue_cards (
    ${codeOf('regency')},
    ${issue},
    state text collate "C" not null,
    ${['source_count', 'hoax_count'].map(count).join(', ')},
    keys text not null check (length(keys) <= 10000),
    primary key (regency, issue_id)
  )`);
  await run('create index issue_cards_last on shared.issue_cards (last_at)');
  const address = `${codeOf('from_regency')},
    to_code text collate "C" not null check (to_code ~ '^([0-9][0-9]\\.[0-9][0-9]|province)$' and to_code <> from_regency)`;
  await run(`create table shared.shared_issues (
    ${address},
    ${issue},
    who text collate "C" not null,
    reason text collate "C" not null check (length(reason) between 1 and 2000),
    at text collate "C" not null,
    primary key (from_regency, to_code, issue_id)
  )`);
  await run(`create table shared.shared_mentions (
    ${address},
    issue_id bigint not null,
    mention_id bigint not null,
    published_at text collate "C" not null,
    platform text collate "C" not null,
    kind text collate "C" not null,
    publisher text collate "C",
    url text collate "C",
    title text collate "C",
    text text collate "C" not null check (length(text) <= 2000),
    label text collate "C",
    primary key (from_regency, to_code, issue_id, mention_id)
  )`);

  const isOwn = (column: string) => `current_user = 'kentongan_r' || replace(${column}, '.', '_')`;
  for (const table of ['regency_days', 'regency_states', 'issue_cards']) {
    await guard(table);
    await run(`create policy own on shared.${table} using (${isOwn('regency')}) with check (${isOwn('regency')})`);
    await run(`create policy province on shared.${table} for select to current_user using (true)`);
  }
  for (const table of ['shared_issues', 'shared_mentions']) {
    await guard(table);
    const own = isOwn('from_regency');
    await run(`create policy own on shared.${table} using (${own}) with check (${own})`);
    await run(`create policy received on shared.${table} for select using (${isOwn('to_code')})`);
    await run(`create policy province on shared.${table} for select to current_user using (to_code = 'province')`);
  }

  async function guard(table: string): Promise<void> {
    await run(`alter table shared.${table} enable row level security`);
    await run(`alter table shared.${table} force row level security`);
    await run(`revoke all on shared.${table} from current_user`);
    await run(`grant select on shared.${table} to current_user`);
  }
}
