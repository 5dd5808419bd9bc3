import type { Migration } from 'kysely';
import { up as initial } from './0001-initial.ts';
import { up as platforms } from './0002-platforms.ts';
import { up as firstSuccess } from './0003-first-success.ts';
import { up as alerting } from './0004-alerting.ts';

/** Every change of the schema, in order. A released migration is frozen: never edit or remove one, add the next. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': { up: initial },
  '0002-platforms': { up: platforms },
  '0003-first-success': { up: firstSuccess },
  '0004-alerting': { up: alerting },
};
