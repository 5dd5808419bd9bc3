import type { RegisterCommand } from './parts/register.ts';

/**
 * Every command by its name, in the order the help lists them. Each brings a part of the product with it, up to all of it: only those that
 * are asked for are loaded.
 */
export const commands: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  start: async () => (await import('./start.ts')).start,
  init: async () => (await import('./init.ts')).init,
  check: async () => (await import('./check.ts')).check,
  collect: async () => (await import('./collect.ts')).collect,
  preview: async () => (await import('./preview.ts')).preview,
  score: async () => (await import('./score.ts')).score,
  digest: async () => (await import('./digest.ts')).digest,
  import: async () => (await import('./import.ts')).importCommand,
  accounts: async () => (await import('./accounts.ts')).accounts,
  activity: async () => (await import('./activity.ts')).activity,
  why: async () => (await import('./why.ts')).why,
  outbox: async () => (await import('./outbox.ts')).outbox,
  jobs: async () => (await import('./jobs.ts')).jobs,
  packs: async () => (await import('./packs.ts')).packs,
  people: async () => (await import('./people.ts')).people,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  adapt: async () => (await import('./adapt.ts')).adapt,
  rescore: async () => (await import('./rescore.ts')).rescore,
  replay: async () => (await import('./replay.ts')).replay,
  remap: async () => (await import('./remap.ts')).remap,
  migrate: async () => (await import('./migrate.ts')).migrate,
  backup: async () => (await import('./backup.ts')).backup,
  export: async () => (await import('./export.ts')).exportCommand,
  forget: async () => (await import('./forget.ts')).forget,
};
