import type { ComponentChildren, JSX } from 'preact';
import { formatNumber } from '../../core/time.ts';
import type { Progress } from '../deps.ts';

/** Something the reader must know before trusting the page. */
export function Notice({ tone, children }: { tone: 'info' | 'warning'; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`notice notice-${tone}`} role="note">
      <strong>{tone === 'warning' ? 'Perhatian' : 'Info'}</strong>
      <p>{children}</p>
    </div>
  );
}

export function ProgressNotice({ progress }: { progress: Progress }): JSX.Element {
  return (
    <div class="notice notice-info" role="status">
      <strong>Mengumpulkan</strong>
      <p>
        Pengambilan pertama sedang berjalan: {formatNumber(progress.done)} dari {formatNumber(progress.total)} sumber.
        Isi halaman ini bertambah sendiri.
      </p>
      <progress value={progress.done} max={Math.max(1, progress.total)}>
        {progress.done} dari {progress.total}
      </progress>
    </div>
  );
}

/** Says why there is nothing yet, and what will come. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" focusable="false">
        <rect x="17" y="4" width="14" height="40" rx="7" class="drum-body" />
        <rect x="22.5" y="13" width="3" height="22" rx="1.5" class="drum-slit" />
      </svg>
      <p class="empty-title">{title}</p>
      {children === undefined ? null : <p>{children}</p>}
    </div>
  );
}
