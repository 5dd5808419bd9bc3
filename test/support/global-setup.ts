import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Maintenance database of the run's PostgreSQL; see `test/support/db.ts`. */
    postgresAddress: string;
  }
}

/** Runs once before all tests: starts what they share. What it returns runs after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresAddress', postgres.address);
  return () => postgres.stop();
}
