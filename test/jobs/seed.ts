import type { MentionDraft } from '../../src/core/mention.ts';
import type { Region } from '../../src/core/region.ts';
import type { SourceConfig } from '../../src/core/source.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { findSource, listSources, syncSources } from '../../src/store/sources.ts';
import { testRegion } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

export { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow, testRegion };

/** A clock that only the test moves. */
export function createTestClock(start = testNow) {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    set: (time: string) => {
      at = Date.parse(time);
    },
    pass: (ms: number) => {
      at += ms;
    },
  };
}

export const hour = 3_600_000;
export const minute = 60_000;

export function hoursBefore(hours: number, at: Date = testNow): string {
  return new Date(at.getTime() - hours * hour).toISOString();
}

export const region: Region = {
  code: testRegion,
  name: 'Kabupaten Banyuraga',
  shortName: 'Banyuraga',
  kind: 'kabupaten',
  province: 'Provinsi Sagara',
  timezone: 'Asia/Jakarta',
  capital: null,
  aliases: ['Pemkab Banyuraga'],
  officials: [],
  landmarks: [],
  namesakes: [],
  districts: [{ code: '35.16.06', name: 'Kedungrinjing', villages: [] }],
  agencies: [],
};

/** Adds sources to those that are there. */
export async function addSources(db: Db, configs: readonly SourceConfig[], now: Date = testNow): Promise<void> {
  await syncSources(db, [...(await listSources(db)), ...configs], now);
}

let lastKey = 0;

export interface SeedMention extends Partial<MentionDraft> {
  readonly sourceId?: string;
  /** When it was collected; default is the clock of tests. */
  readonly collectedAt?: Date;
  /** Null leaves it unscored. */
  readonly scored?: ScoredOverrides | null;
}

/** Stores one mention of a source that exists, with its verdict, and returns its id. */
export async function addMention(db: Db, seed: SeedMention = {}): Promise<number> {
  const { sourceId = 'kabar-uji', collectedAt = testNow, scored = {}, ...overrides } = seed;
  lastKey += 1;
  const draft = makeDraft({ keys: [`uji:${lastKey}`], ...overrides });
  const source = await findSource(db, sourceId);
  const step = { sourceId, drafts: [draft], cursor: source?.cursor ?? null, rejected: 0, now: collectedAt };
  const [id = 0] = (await saveStep(db, step)).stored;
  if (scored !== null) {
    const row = { mentionId: id, contentHash: draft.contentHash, scored: makeScored(scored), stamp: 'uji' };
    await saveScores(db, [row], collectedAt);
  }
  return id;
}
