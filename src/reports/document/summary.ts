import type { Digest } from '../../core/digest.ts';
import { formatNumber } from '../../core/time.ts';
import { beforeNames, cut, emptySentences, sayDelta, totalOf } from '../wording.ts';
import { type Block, paragraph, type Tile } from './blocks.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 1: the few lines for who reads nothing else, four numbers, and whether they can be trusted. */
export function summaryBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const [first, ...rest] = digest.summary.map((sentence) => cut(sentence, limits.text));
  return [
    paragraph(first ?? emptySentences.summary),
    ...(rest.length === 0
      ? []
      : [{ kind: 'list', ordered: false, items: rest.map((sentence) => [sentence]) } as const]),
    { kind: 'tiles', tiles: toTiles(digest) },
    ...(digest.trust === null ? [] : [paragraph(cut(digest.trust, limits.text), 'yellow')]),
  ];
}

function toTiles({ sentiment, sentimentBefore, totals, period }: Digest): readonly Tile[] {
  const { media, social } = sentiment;
  const { media: mediaBefore, social: socialBefore } = sentimentBefore;
  const against = (now: number, before: number): string => `${sayDelta(now, before)} dari ${beforeNames[period]}`;
  return [
    {
      name: 'Sebutan',
      value: formatNumber(totalOf(media) + totalOf(social)),
      note: against(totalOf(media) + totalOf(social), totalOf(mediaBefore) + totalOf(socialBefore)),
      tone: 'accent',
    },
    {
      name: 'Negatif',
      value: formatNumber(media.negative + social.negative),
      note: against(media.negative + social.negative, mediaBefore.negative + socialBefore.negative),
      tone: 'red',
    },
    {
      name: 'Berpotensi negatif',
      value: formatNumber(media.potential + social.potential),
      note: against(media.potential + social.potential, mediaBefore.potential + socialBefore.potential),
      tone: 'yellow',
    },
    {
      name: 'Isu negatif',
      value: formatNumber(totals.negative),
      note: totals.negativeNew === 0 ? 'tidak ada yang baru' : `${formatNumber(totals.negativeNew)} baru`,
      tone: 'red',
    },
  ];
}
