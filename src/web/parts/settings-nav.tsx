import type { JSX } from 'preact';
import { type Actor, isAllowed, type Permission } from '../../core/access.ts';

const links: readonly (readonly [href: string, name: string, access: Permission])[] = [
  ['/pengaturan', 'Pengguna', 'people'],
  ['/pengaturan/token', 'Token', 'people'],
  ['/pengaturan/audit', 'Jejak audit', 'audit'],
  ['/pengaturan/pekerjaan', 'Pekerjaan', 'settings'],
];

/** The parts of the settings that the reader may open. */
export function SettingsNav({ here, actor }: { here: string; actor: Actor }): JSX.Element | null {
  const open = links.filter(([, , access]) => isAllowed(actor, access));
  if (open.length < 2) return null;
  return (
    <nav class="sections-nav" aria-label="Pengaturan">
      {open.map(([href, name]) => (
        <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
