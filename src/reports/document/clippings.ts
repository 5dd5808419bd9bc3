import type { Digest } from '../../core/digest.ts';
import { sayClippingTime } from '../klipping/rows.ts';
import { cut, emptySentences, fieldNames, labelNames } from '../wording.ts';
import { type Block, linked, paragraph, type Tone, toned } from './blocks.ts';
import { more } from './issues.ts';
import type { DocumentLimits } from './limits.ts';

const labelTones: Readonly<Record<string, Tone>> = { negative: 'red', positive: 'green' };

/** Section 10. The title is the link. */
export function clippingBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { clippings, totals } = digest;
  if (clippings.length === 0) return [paragraph(emptySentences.clippings, 'quiet')];
  const shown = clippings.slice(0, limits.clippings);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'No', align: 'right', weight: 5, minor: true },
        { title: 'Waktu', align: 'left', weight: 9, minor: true },
        { title: 'Media/akun', align: 'left', weight: 18, minor: false },
        { title: 'Judul', align: 'left', weight: 35, minor: false },
        { title: 'Tone', align: 'left', weight: 10, minor: false },
        { title: 'Kategori', align: 'left', weight: 13, minor: true },
        { title: 'OPD', align: 'left', weight: 14, minor: true },
      ],
      rows: shown.map((item, index) => [
        [toned(String(index + 1), 'quiet')],
        [sayClippingTime(item, digest)],
        [cut(item.publisher, 60)],
        linked(cut(item.title, limits.title / 2), item.url),
        [toned(labelNames[item.label] ?? cut(item.label, 20), labelTones[item.label] ?? 'quiet')],
        [fieldNames[item.field]],
        [item.agency === null ? '–' : cut(item.agency, 60)],
      ]),
    },
    ...more(shown.length, totals.clippings),
  ];
}
