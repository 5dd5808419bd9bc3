import type { ReadPosts } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { KeptAnswer } from '../../core/evidence.ts';
import { parseBody } from './api.ts';
import type { GraphPage } from './graph-account.ts';

export interface KeptGraph {
  readonly json: unknown;
  /** Last part of the path: `posts`, `comments`; of a request by ids the version. */
  readonly edge: string;
  /** What the list belongs to. */
  readonly owner: string;
  readonly query: URLSearchParams;
}

/** @returns null for a refusal, which never holds posts. @throws SourceError `changed` when it is not JSON */
export function openKept(answer: KeptAnswer): KeptGraph | null {
  const json = parseBody(answer);
  if (json === undefined) throw new SourceError('changed', 'the kept answer is not JSON');
  if (json !== null && typeof json === 'object' && 'error' in json) return null;
  const { pathname, searchParams } = new URL(answer.url);
  const path = pathname.split('/').filter((part) => part !== '');
  return { json, edge: path.at(-1) ?? '', owner: path.at(-2) ?? '', query: searchParams };
}

export function postsOf({ items, rejected }: Pick<GraphPage, 'items' | 'rejected'>): ReadPosts {
  return { posts: items.flatMap(({ post }) => post ?? []), rejected };
}

export const noPosts: ReadPosts = { posts: [], rejected: 0 };
