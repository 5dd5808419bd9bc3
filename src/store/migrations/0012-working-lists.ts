import { type Kysely, sql } from 'kysely';

/**
 * What the working pages list: issues of a state or an agency, matches that wait for a person, questions by agency; and where an answer
 * stands that somebody gave elsewhere. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create index issues_of_state on issues (state, last_at, id, merged_into)`,
    sql`create index issues_of_agency on issues (agency, last_at, id, state, merged_into) where agency is not null`,
    sql`create index claim_repeats_to_check on claim_repeats (published_at, mention_id, claim_id) where kind = 'suggest'`,
    sql`create index questions_of_agency on questions (agency, asked_at, mention_id)`,
    sql`alter table questions add column answer_url text`,
  ];
  for (const statement of statements) await statement.execute(db);
}
