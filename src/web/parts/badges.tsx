import type { JSX } from 'preact';
import type { ManagedStatus } from '../../core/managed-source.ts';
import type { Attention } from '../../core/score.ts';
import { managedStatusMeanings, managedStatusNames } from '../source-wording.ts';
import { attentionMeanings, attentionNames, type Category, categoryNames } from '../wording.ts';

/** Each level has its own shape and word beside its colour: triangle, diamond, circle. */
const levelShapes: Readonly<Record<Attention, string>> = {
  alert: 'M8 1.5 15 14.5H1z',
  watch: 'M8 .8 15.2 8 8 15.2.8 8z',
  none: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
};

function Shape({ path }: { path: string }): JSX.Element {
  return (
    <svg class="shape" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export function LevelBadge({ attention }: { attention: Attention }): JSX.Element {
  return (
    <span class={`badge level-${attention}`} title={attentionMeanings[attention]}>
      <Shape path={levelShapes[attention]} />
      {attentionNames[attention]}
    </span>
  );
}

const categorySigns: Readonly<Record<Category, string>> = {
  negative: '−',
  potential: '!',
  neutral: '=',
  positive: '+',
  unscored: '?',
};

export function CategoryChip({ category }: { category: Category }): JSX.Element {
  return (
    <span class={`chip category-${category}`}>
      <span class="sign" aria-hidden="true">
        {categorySigns[category]}
      </span>
      {categoryNames[category]}
    </span>
  );
}

const statusShapes: Readonly<Record<ManagedStatus, string>> = {
  ok: levelShapes.none,
  quiet: levelShapes.watch,
  failing: 'M3.2 1 8 5.8 12.8 1 15 3.2 10.2 8l4.8 4.8-2.2 2.2L8 10.2 3.2 15 1 12.8 5.8 8 1 3.2z',
  blocked: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  gone: 'M2 6.2h12v3.6H2z',
  'needs-credential':
    'M5 4.5a3.5 3.5 0 1 1-.1 7A3.5 3.5 0 0 1 5 4.5zm0 2.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zM8 7h7.5v4h-2V9H8z',
  'needs-attention': 'M6.6 1h2.8l-.5 9H7.1zM6.5 11.8h3V15h-3z',
  'never-run': 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 2.6a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8z',
  disabled: 'M2 2h4.5v12H2zM9.5 2H14v12H9.5z',
  paused: 'M2 2h4.5v12H2zM9.5 2H14v12H9.5z',
  archived: 'M1 2h14v4H1zM2.5 7h11v7h-11z',
};

export function StatusBadge({ status }: { status: ManagedStatus }): JSX.Element {
  return (
    <span class={`badge status-${status}`} title={managedStatusMeanings[status]}>
      <Shape path={statusShapes[status]} />
      {managedStatusNames[status]}
    </span>
  );
}
