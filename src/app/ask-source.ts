import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import type { CredentialUse } from '../core/credential.ts';
import { silentLog } from '../core/log.ts';
import type { RawPost } from '../core/mention.ts';
import type { NetClient } from '../core/net.ts';
import type { Reader } from '../core/reader.ts';
import { untilAborted } from '../core/until-aborted.ts';
import { readInputFile } from './input-file.ts';

export interface AskDeps {
  readonly net: NetClient;
  readonly reader: Reader;
  readonly zone: string;
  readonly now: () => Date;
}

export interface Asked {
  readonly posts: readonly RawPost[];
  readonly rejected: number;
}

/**
 * Asks a source once, as its first run would, and stores nothing. What is asked with a key is taken from its budgets.
 * @param most steps at the most: some collectors read a list first and the articles after it
 * @throws SourceError, ConfigError for options that its collector refuses
 */
export async function askSource(
  { net, reader, zone, now }: AskDeps,
  type: CollectorType,
  options: unknown,
  credential: CredentialUse | null,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): Promise<Asked> {
  const collector = type.configure(options);
  const posts: RawPost[] = [];
  let rejected = 0;
  let cursor: string | null = null;
  for (let steps = 0, more = true; more && steps < most && posts.length === 0; steps += 1) {
    const context: CollectContext = {
      cursor,
      net,
      reader,
      now,
      zone,
      log: silentLog,
      signal,
      credential,
      readFile: readInputFile,
    };
    const step: CollectStep = await untilAborted(collector.collect(context), signal);
    posts.push(...step.posts);
    rejected += step.rejected;
    ({ cursor, more } = step);
  }
  return { posts, rejected };
}
