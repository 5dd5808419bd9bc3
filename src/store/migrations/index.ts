import type { Migration } from 'kysely';
import { up as initial } from './0001-initial.ts';
import { up as platforms } from './0002-platforms.ts';
import { up as firstSuccess } from './0003-first-success.ts';
import { up as alerting } from './0004-alerting.ts';
import { up as people } from './0005-people.ts';
import { up as search } from './0006-search.ts';
import { up as privacy } from './0007-privacy.ts';
import { up as rollups } from './0008-rollups.ts';
import { up as lexicon } from './0009-lexicon.ts';
import { up as sources } from './0010-sources.ts';
import { up as api } from './0011-api.ts';
import { up as workingLists } from './0012-working-lists.ts';
import { up as partitions } from './0013-partitions.ts';
import { up as hostTurns } from './0014-host-turns.ts';
import { up as scoreStamps } from './0016-score-stamps.ts';
import { up as hourCounts } from './0017-hour-counts.ts';
import { up as references } from './0018-references.ts';

/** Every change of the schema, in order. A released migration is frozen: never edit or remove one, add the next. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': { up: initial },
  '0002-platforms': { up: platforms },
  '0003-first-success': { up: firstSuccess },
  '0004-alerting': { up: alerting },
  '0005-people': { up: people },
  '0006-search': { up: search },
  '0007-privacy': { up: privacy },
  '0008-rollups': { up: rollups },
  '0009-lexicon': { up: lexicon },
  '0010-sources': { up: sources },
  '0011-api': { up: api },
  '0012-working-lists': { up: workingLists },
  '0013-partitions': { up: partitions },
  '0014-host-turns': { up: hostTurns },
  '0016-score-stamps': { up: scoreStamps },
  '0017-hour-counts': { up: hourCounts },
  '0018-references': { up: references },
};
