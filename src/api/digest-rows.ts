import type { z } from 'zod';
import type { Digest, DigestAction } from '../core/digest.ts';
import { type DigestEdits, type EditableTexts, editableTexts, type StoredEdits } from '../core/digest-edits.ts';
import { localDate } from '../core/time.ts';
import { toPeriod } from './schemas/common.ts';
import type { editRowsBody } from './schemas/digest-rows.ts';

type Rows = z.output<typeof editRowsBody>;

/**
 * The edits that a form means. A part that was sent back as it was shown stays as it was stored: what the program wrote goes on
 * following the data.
 */
export function toEdits(rows: Rows, digest: Digest, stored: StoredEdits | null, zone: string): DigestEdits {
  const before = stored?.edits ?? null;
  const shown = editableTexts(digest, before);
  const written: EditableTexts = {
    summary: (rows.summary ?? '')
      .split('\n')
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== ''),
    analysis: inOrder(rows.analysis).flatMap(([, { issueId, text }]) =>
      text === undefined ? [] : [{ issueId: issueId ?? null, text }],
    ),
    recommendations: inOrder(rows.recommendations).flatMap(
      ([place, { issueId, action, responsible, dueAt }]): DigestAction[] =>
        action === undefined
          ? []
          : [
              {
                issueId: issueId ?? null,
                action,
                responsible: responsible ?? 'Diskominfo',
                dueAt: dueOf(dueAt, shown.recommendations[place]?.dueAt ?? null, zone),
              },
            ],
    ),
  };
  const isAsShown = (part: keyof EditableTexts) => JSON.stringify(written[part]) === JSON.stringify(plain(shown[part]));
  return {
    summary: isAsShown('summary') ? (before?.summary ?? null) : written.summary,
    analysis: isAsShown('analysis') ? (before?.analysis ?? null) : written.analysis,
    recommendations: isAsShown('recommendations') ? (before?.recommendations ?? null) : written.recommendations,
    excludedIssues: rows.excludedIssues,
    notes: inOrder(rows.notes).map(([issueId, text]) => ({ issueId, text })),
  };
}

/** As a form sends it back: trimmed, and the keys in our order. */
function plain(part: EditableTexts[keyof EditableTexts]): unknown {
  return part.map((item) => {
    if (typeof item === 'string') return item.trim();
    if ('text' in item) return { issueId: item.issueId, text: item.text.trim() };
    const { issueId, action, responsible, dueAt } = item;
    return { issueId, action: action.trim(), responsible: responsible.trim(), dueAt };
  });
}

function inOrder<Row>(rows: Readonly<Record<string, Row>>): readonly (readonly [place: number, row: Row])[] {
  return Object.entries(rows)
    .map(([place, row]) => [Number(place), row] as const)
    .sort(([a], [b]) => a - b);
}

/** A form knows days only: the same day keeps its hour. */
function dueOf(written: string | undefined, shown: string | null, zone: string): string | null {
  if (written === undefined) return null;
  if (shown !== null && localDate(new Date(shown), zone) === written) return shown;
  return toPeriod({ to: written }, zone).to ?? null;
}
