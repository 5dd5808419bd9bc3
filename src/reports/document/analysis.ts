import type { Digest, DigestIssue } from '../../core/digest.ts';
import { formatDateTime } from '../../core/time.ts';
import { cut, emptySentences } from '../wording.ts';
import { type Block, bold, type Line, paragraph, toned } from './blocks.ts';
import { more } from './issues.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 4: what the counts, and the analyst, make of it. */
export function analysisBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { analysis } = digest;
  if (analysis.length === 0) return [paragraph(emptySentences.analysis, 'quiet')];
  const shown = analysis.slice(0, limits.lists);
  const items = shown.map(({ issueId, text }): Line => {
    const title = titleOfIssue(digest, issueId);
    const words = cut(text, limits.text);
    return title === null ? [words] : [bold(`${cut(title, limits.title / 2)}: `), words];
  });
  return [{ kind: 'list', ordered: false, items }, ...more(shown.length, analysis.length)];
}

/** Section 5: who should do what by when. */
export function recommendationBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { recommendations, timezone } = digest;
  if (recommendations.length === 0) return [paragraph(emptySentences.recommendations, 'quiet')];
  const shown = recommendations.slice(0, limits.lists);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'No', align: 'right', weight: 6, minor: false },
        { title: 'Tindakan', align: 'left', weight: 50, minor: false },
        { title: 'Penanggung jawab', align: 'left', weight: 22, minor: false },
        { title: 'Batas waktu', align: 'left', weight: 22, minor: false },
      ],
      rows: shown.map(({ issueId, action, responsible, dueAt }, index) => {
        const title = titleOfIssue(digest, issueId);
        return [
          [String(index + 1)],
          [cut(action, limits.text), ...(title === null ? [] : [toned(` (${cut(title, limits.title / 3)})`, 'quiet')])],
          [cut(responsible, 80)],
          [dueAt === null ? 'secepatnya' : formatDateTime(dueAt, timezone)],
        ];
      }),
    },
    ...more(shown.length, recommendations.length),
  ];
}

/** Title of an issue that the report tells of; null for what is about no single one. */
export function titleOfIssue(digest: Digest, id: number | null): string | null {
  if (id === null) return null;
  const entries: readonly DigestIssue[] = [
    ...digest.negative,
    ...digest.potential,
    ...digest.hoaxes.map(({ entry }) => entry),
    ...digest.followUps.map(({ entry }) => entry),
    ...digest.positive,
  ];
  return entries.find(({ issue }) => issue.id === id)?.issue.title ?? null;
}
