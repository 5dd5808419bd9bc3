import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';

const pages = [
  ['/peringatan', 'Peringatan'],
  ['/peringatan/aturan', 'Aturan'],
  ['/peringatan/peredaman', 'Peredaman'],
  ['/peringatan/jalur', 'Jalur'],
  ['/peringatan/antrean', 'Antrean kirim'],
] as const;

/** The pages of the section; an agency sees its own alerts only. */
export function AlertNav({ current, actor }: { current: string; actor: Actor }): JSX.Element | null {
  if (!isAllowed(actor, 'read')) return null;
  return (
    <nav aria-label="Bagian peringatan">
      <ul class="sections-nav">
        {pages.map(([href, name]) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
