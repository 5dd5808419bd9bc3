import { accounts } from './accounts.ts';
import { activity } from './activity.ts';
import { adapt } from './adapt.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import { collect } from './collect.ts';
import { digest } from './digest.ts';
import { evaluate } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { forget } from './forget.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { jobs } from './jobs.ts';
import { migrate } from './migrate.ts';
import { outbox } from './outbox.ts';
import { packs } from './packs.ts';
import type { RegisterCommand } from './parts/register.ts';
import { people } from './people.ts';
import { preview } from './preview.ts';
import { remap } from './remap.ts';
import { replay } from './replay.ts';
import { rescore } from './rescore.ts';
import { score } from './score.ts';
import { start } from './start.ts';
import { why } from './why.ts';

/** Every command, in the order the help lists them. */
export const commands: readonly RegisterCommand[] = [
  start,
  init,
  check,
  collect,
  preview,
  score,
  digest,
  importCommand,
  accounts,
  activity,
  why,
  outbox,
  jobs,
  packs,
  people,
  evaluate,
  adapt,
  rescore,
  replay,
  remap,
  migrate,
  backup,
  exportCommand,
  forget,
];
