import { wordsOf } from '../issues/words.ts';
import type { MentionView } from '../store/mention-rows.ts';

/** Mentions that count: no mirrors, and no pointer of a news search to an article that is there itself. */
export function countedMentions(views: readonly MentionView[]): readonly MentionView[] {
  const titles = new Set(
    views.filter(({ sourceClass }) => sourceClass !== 'aggregator' && sourceClass !== 'mirror').map(titleKey),
  );
  return views.filter(
    (view) => view.sourceClass !== 'mirror' && (view.sourceClass !== 'aggregator' || !titles.has(titleKey(view))),
  );
}

/** Two headlines of the same words are one report. */
export function titleKey({ title, text }: Pick<MentionView, 'title' | 'text'>): string {
  return wordsOf(title ?? text).join(' ');
}
