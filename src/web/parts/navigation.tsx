import type { JSX } from 'preact';
import type { Actor } from '../../core/access.ts';
import { roleNames } from '../wording.ts';
import { Form } from './form.tsx';

interface NavGroup {
  /** Null for what everybody opens every day. */
  readonly title: string | null;
  readonly links: readonly (readonly [href: string, name: string])[];
}

/** Every section, by what it is for. */
export const navGroups: readonly NavGroup[] = [
  {
    title: null,
    links: [
      ['/', 'Hari ini'],
      ['/isu', 'Isu'],
      ['/sebutan', 'Sebutan'],
      ['/peringatan', 'Peringatan'],
      ['/pertanyaan', 'Pertanyaan'],
    ],
  },
  {
    title: 'Provinsi',
    links: [
      ['/provinsi', 'Kabupaten/kota'],
      ['/lintas', 'Isu lintas daerah'],
      ['/dibagikan', 'Dibagikan kepada kami'],
    ],
  },
  {
    title: 'Gambaran',
    links: [
      ['/peta', 'Peta'],
      ['/grafik', 'Grafik'],
      ['/opd', 'OPD & akun'],
      ['/hoaks', 'Hoaks & pemilu'],
      ['/laporan', 'Laporan'],
    ],
  },
  {
    title: 'Kelola',
    links: [
      ['/sumber', 'Sumber'],
      ['/leksikon', 'Leksikon'],
      ['/privasi', 'Privasi'],
      ['/pengaturan', 'Pengaturan'],
      ['/pengaturan/audit', 'Jejak audit'],
      ['/kotak-surat', 'Kotak surat'],
    ],
  },
];

export interface NavigationProps {
  /** Address of the section that is shown. */
  readonly section: string;
  readonly mayOpen: (path: string) => boolean;
  readonly hidden: readonly string[];
}

/** The way to every section that the reader may open. On a phone it stays folded behind `Menu`, without any script. */
export function Navigation({ section, mayOpen, hidden }: NavigationProps): JSX.Element {
  const groups = navGroups
    .map(({ title, links }) => ({
      title,
      links: links.filter(([href]) => mayOpen(href) && !hidden.includes(href)),
    }))
    .filter(({ links }) => links.length > 0);
  return (
    <>
      <details class="menu">
        <summary>Menu</summary>
      </details>
      <nav class="side" aria-label="Utama">
        {groups.map(({ title, links }) => (
          <div key={title ?? ''} class="nav-group">
            {title === null ? null : <p class="nav-title">{title}</p>}
            <ul>
              {links.map(([href, name]) => (
                <li key={href}>
                  <a href={href} aria-current={href === section ? 'page' : undefined}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}

/** Who is signed in, and the way out or in. */
export function Who({ actor, mayOpen }: { actor: Actor; mayOpen: (path: string) => boolean }): JSX.Element | null {
  if (actor.kind !== 'user') {
    return mayOpen('/masuk') ? (
      <p class="who">
        <a href="/masuk">Masuk</a>
      </p>
    ) : null;
  }
  const name = (
    <>
      {actor.name}
      {actor.role === null ? null : <span class="who-role">{sayRole(actor)}</span>}
    </>
  );
  return (
    <div class="who">
      {mayOpen('/saya') ? (
        <a href="/saya" title="Akun saya">
          {name}
        </a>
      ) : (
        <span>{name}</span>
      )}
      <Form action="/api/v1/session" method="delete" back="/masuk" done="Anda sudah keluar.">
        <button type="submit">Keluar</button>
      </Form>
    </div>
  );
}

function sayRole({ role, agency }: Actor): string {
  const name = role === null ? '' : roleNames[role];
  return agency === null ? name : `${name} ${agency}`;
}
