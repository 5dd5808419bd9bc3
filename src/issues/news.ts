import type { SourceClass } from '../core/mention.ts';
import type { IssueMember } from './member.ts';

const newsClasses: ReadonlySet<SourceClass> = new Set([
  'online-media',
  'national-media',
  'broadcast',
  'print',
  'government',
  'village',
  'fact-check',
]);

/** Written as a report, with a headline: not by citizens, and not a chat message that an analyst gave a title in a klipping sheet. */
export function isNews({ kind, sourceClass, title }: Pick<IssueMember, 'kind' | 'sourceClass' | 'title'>): boolean {
  return title !== null && kind !== 'comment' && kind !== 'klipping' && newsClasses.has(sourceClass);
}
