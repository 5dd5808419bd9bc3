import type { Terms } from './collector.ts';
import type { SourceFault } from './errors.ts';
import type { ManagedSource } from './managed-source.ts';
import type { Instant, Platform, SourceClass } from './mention.ts';

/** What the page "Sumber" needs of those who read sites, check options and bring files in. Implemented in `app/`. */
export interface SourceDesk {
  /** Ways to read a source, by id. */
  readonly collectors: ReadonlyMap<string, CollectorSummary>;
  /** Purpose and legal basis of sources that do not name their own; null when the configuration names none. */
  readonly commonLegal: { readonly purpose: string; readonly basis: string } | null;

  /** Reads an address, or makes a search of words, and says what could be collected. @throws RequestError 400, 429 */
  tryAddress(input: string, who: string): Promise<SourceTrial>;
  /** Asks a source once and stores nothing of the answer. @throws RequestError 404, 429 */
  trySource(id: string, who: string): Promise<SourceTrial>;

  /** @throws RequestError 400 naming every fault, 409 when the id is taken */
  add(draft: SourceDraft, who: string): Promise<ManagedSource>;
  /** @throws RequestError 400, 404, 409 for a source of the configuration */
  change(id: string, change: SourceChange, who: string): Promise<ManagedSource>;
  /** @throws RequestError 404, 409 when it is not read anyway */
  pause(id: string, reason: string, who: string): Promise<ManagedSource>;
  /** Lets go on what was paused, or takes back what was removed. @throws RequestError 404, 409 */
  resume(id: string, who: string): Promise<ManagedSource>;
  /** Removes a source of the page; its mentions stay. @throws RequestError 404, 409 */
  archive(id: string, who: string): Promise<ManagedSource>;
  /** Makes a source due now. @throws RequestError 404, 409 when it must not be asked yet */
  run(id: string, who: string): Promise<ManagedSource>;

  /** Takes a file and reads its first rows. @throws RequestError 400 when it cannot be read, 413 over 20 MB */
  receive(file: AsyncIterable<Uint8Array>, settings: ImportSettings, who: string): Promise<ImportJob>;
  /** Imports a file that was received; answers at the latest after some seconds, also when it is still under way. @throws RequestError 404, 409 */
  importReceived(id: number, who: string): Promise<ImportJob>;
  /** Forgets a file that was received and is not wanted. @throws RequestError 404, 409 */
  discardImport(id: number, who: string): Promise<ImportJob>;
}

export interface CollectorSummary {
  readonly id: string;
  readonly title: string;
  readonly needs: string;
  readonly limits: string;
  readonly cost: string;
  readonly law: string;
  /** Kind of key; null when it needs none. */
  readonly credential: string | null;
  readonly worksWithoutCredential: boolean;
  readonly terms: Terms;
  readonly minIntervalMs: number;
}

/** A source as somebody describes it on the page: the keys of `sources[]` in `kentongan.yaml`. */
export interface SourceDraft {
  /** Made from the title when it is null. */
  readonly id: string | null;
  readonly title: string;
  readonly collector: string;
  readonly class: SourceClass;
  readonly platform: Platform;
  /** `15m`, `1h`; the usual interval when it is null. */
  readonly every: string | null;
  /** `3d` */
  readonly silentAfter: string | null;
  /** Object, or the same as a text of lines `key: value`. */
  readonly options: unknown;
  readonly credential: string | null;
  readonly legal: {
    readonly purpose: string | null;
    readonly basis: string | null;
    readonly terms: Terms | null;
    readonly reference: string | null;
  };
}

/** What may be changed of a source later on; null leaves it as it is. */
export interface SourceChange {
  readonly title: string | null;
  readonly class: SourceClass | null;
  readonly every: string | null;
  readonly silentAfter: string | null;
  readonly options: unknown;
  readonly credential: string | null;
  readonly legal: SourceDraft['legal'];
}

/** One item that would be collected. */
export interface FoundItem {
  readonly title: string | null;
  readonly url: string | null;
  readonly publishedAt: Instant | null;
  /** BCP 47; `und` when it cannot be told. */
  readonly language: string;
}

/** Why something could not be read. Sentences are Indonesian. */
export interface TrialFault {
  readonly reason: SourceFault | 'input' | 'internal';
  readonly sentence: string;
  /** What to try instead. */
  readonly advice: string;
  /** For those who know the words; null when there are none. */
  readonly technical: string | null;
}

/** What asking once brought. */
export interface TrialReading {
  readonly items: number;
  readonly rejected: number;
  readonly undated: number;
  /** Five at the most, newest first, those without a date last. */
  readonly newest: readonly FoundItem[];
}

/** A source that could be added. */
export interface SourceProposal {
  readonly id: string;
  readonly title: string;
  readonly collector: string;
  readonly class: SourceClass;
  readonly platform: Platform;
  readonly options: Readonly<Record<string, unknown>>;
  /** What was found, or what is to be known first; Indonesian. */
  readonly note: string;
  /** `15m` */
  readonly every: string;
  readonly terms: Terms;
  /** The key that it needs, how to get one, and the configured ones that fit; null when it needs none. */
  readonly key: { readonly kind: string; readonly howTo: string; readonly ids: readonly string[] } | null;
  /** The source that reads the same already; null when there is none. */
  readonly knownAs: { readonly id: string; readonly title: string } | null;
}

/** What reading an address or a source once came to. */
export interface SourceTrial {
  readonly id: number;
  readonly who: string;
  readonly at: Instant;
  readonly durationMs: number;
  /** As typed; the source's title when a source was tried. */
  readonly input: string;
  readonly sourceId: string | null;
  /** What the address leads to: `feed`, `wordpress`, `news-sitemap`, `listing`, `article`, `account`, `search`; null when it cannot be read. */
  readonly kind: string | null;
  /** Null when nothing was read: a key is missing, or there is a fault. */
  readonly reading: TrialReading | null;
  readonly fault: TrialFault | null;
  /** What is to be known before it is added; Indonesian sentences. */
  readonly warnings: readonly string[];
  /** Best first. */
  readonly proposals: readonly SourceProposal[];
}

export interface ImportSettings {
  /** Name of the file, without folders. */
  readonly name: string;
  /** What allows the office to use the data. */
  readonly basis: string;
  /** Id of a format; found out when it is null. */
  readonly format: string | null;
  /** Sheet of a workbook; the first when it is null. */
  readonly sheet: string | null;
  /** IANA zone of dates that name none; the regency's when it is null. */
  readonly zone: string | null;
  /** `YYYY-MM-DD` of items without a date; the time of the import when it is null. */
  readonly date: string | null;
}

export interface RejectedLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportPreview {
  /** `4CAT TikTok` */
  readonly format: string;
  /** As they are written in the file; none for texts and PDF. */
  readonly columns: readonly string[];
  readonly otherSheets: readonly string[];
  /** The first rows as they would be stored. */
  readonly rows: readonly {
    readonly line: number;
    readonly title: string | null;
    readonly text: string;
    readonly platform: Platform;
    readonly author: string | null;
    readonly publishedAt: Instant | null;
    readonly url: string | null;
  }[];
  /** Rows that were looked at; the whole file unless `isWhole` is false. */
  readonly looked: number;
  readonly usable: number;
  readonly isWhole: boolean;
  /** The first of those that cannot be used. */
  readonly rejected: readonly RejectedLine[];
}

export interface ImportCounts {
  readonly accepted: number;
  readonly duplicate: number;
  readonly edited: number;
  readonly rejected: number;
  readonly undated: number;
}

export const importStates = ['ready', 'running', 'done', 'failed', 'discarded'] as const;

/** A file that was brought through the page. */
export interface ImportJob {
  readonly id: number;
  readonly settings: ImportSettings;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly who: string;
  readonly at: Instant;
  /** `ready`: looked at, waits for somebody to say yes. */
  readonly state: (typeof importStates)[number];
  readonly preview: ImportPreview;
  /** Null until it has ended well. */
  readonly result: ImportCounts | null;
  /** Why it failed, Indonesian; null unless it did. */
  readonly fault: string | null;
  readonly endedAt: Instant | null;
}

/** Largest file that the page takes, in bytes. */
export const maxImportBytes = 20 * 1_048_576;
