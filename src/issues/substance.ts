import type { IssueMember } from './member.ts';
import { isNews } from './news.ts';
import { sentencesOf, shorten } from './sentences.ts';

const maxLength = 420;
const sentenceLength = 240;

/**
 * What an issue is about in the words of its own mentions: the opening of the newest news report (two sentences), and what the
 * public says (the first sentence of the newest negative post or comment). Nothing is rewritten.
 */
export function substanceOf(members: readonly IssueMember[]): string {
  const newestFirst = [...members].sort((a, b) => b.publishedAt.localeCompare(a.publishedAt) || b.id - a.id);
  const report =
    newestFirst.find((member) => isNews(member) && member.text.trim() !== '') ??
    newestFirst.find((member) => member.kind !== 'comment') ??
    newestFirst[0];
  if (report === undefined) return '';
  const opening = sentencesOf(report.text).slice(0, 2);
  const lines =
    opening.length > 0
      ? opening.map((sentence) => shorten(sentence, sentenceLength))
      : [shorten(report.text, sentenceLength)];
  const citizen = newestFirst.find(
    (member) =>
      member !== report &&
      member.label === 'negative' &&
      (member.kind === 'comment' || member.sourceClass === 'community'),
  );
  const voice = citizen === undefined ? undefined : (sentencesOf(citizen.text)[0] ?? citizen.text);
  if (voice !== undefined) lines.push(`Warga: “${shorten(voice.replace(/^["“”]+|["“”]+$/g, ''), 140)}”`);
  return shorten(lines.join(' '), maxLength);
}
