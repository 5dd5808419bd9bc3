import type { ComponentChildren, JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { provinceCode } from '../../core/province.ts';
import type { WebDeps } from '../deps.ts';
import { Navigation, Who } from './navigation.tsx';

export interface ShellProps {
  readonly title: string;
  /** Address of the section that the page belongs to. */
  readonly section: string;
  readonly deps: Pick<WebDeps, 'region' | 'demo' | 'version' | 'mailbox' | 'province'>;
  readonly assets: { readonly style: string; readonly script: string };
  /** Whether the page renews itself when something happens. */
  readonly live: boolean;
  readonly actor: Actor;
  /** What was just done, said once. */
  readonly notice: string | null;
  /** Whether there is a page at this address that the reader may open. */
  readonly mayOpen: (path: string) => boolean;
  readonly children: ComponentChildren;
}

/** What all pages have in common. */
export function Shell(props: ShellProps): JSX.Element {
  const { title, section, deps, assets, live, actor, notice, mayOpen, children } = props;
  const { region, demo, mailbox, version, province } = deps;
  const hidden = [
    ...(mailbox === null ? ['/kotak-surat'] : []),
    // Of a province it only leads on.
    ...(province?.self === provinceCode ? ['/'] : []),
  ];
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Kentongan ${region.shortName}`}</title>
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="/aset/lambang.svg" type="image/svg+xml" />
        {mayOpen('/peringatan') && isAllowed(actor, 'read') ? (
          <link rel="alternate" type="application/atom+xml" title="Peringatan" href="/api/v1/alerts.atom" />
        ) : null}
        <script src={assets.script} defer />
      </head>
      <body>
        <a class="skip" href="#isi">
          Langsung ke isi
        </a>
        <header class="top">
          <div class="top-inner">
            <a class="brand" href="/">
              <Drum />
              <span>
                <span class="brand-name">Kentongan</span>
                <span class="brand-region">{region.name}</span>
              </span>
            </a>
            <Who actor={actor} mayOpen={mayOpen} />
          </div>
        </header>
        {demo ? (
          <aside class="demo-banner" aria-label="Mode demo">
            <strong>Mode demo.</strong> Daerah, media, dan peristiwa di sini rekaan. Surel hanya masuk ke{' '}
            <a href="/kotak-surat">kotak surat demo</a>.
          </aside>
        ) : null}
        <div class="frame">
          <Navigation section={section} mayOpen={mayOpen} hidden={hidden} />
          <main id="isi" tabIndex={-1} data-live={live ? 'ya' : undefined}>
            {notice === null ? null : (
              <p class="notice-done" role="status">
                {notice}
              </p>
            )}
            {children}
          </main>
        </div>
        <p class="fresh" role="status" hidden>
          Ada kabar baru. <button type="button">Perbarui halaman</button>
        </p>
        <footer class="bottom">
          <p>
            Kentongan {version} · penilaian dibuat mesin dari kata-kata yang ditandai, periksa sebelum bertindak ·{' '}
            <a href="/api-dok">API</a> · <a href="/health">keadaan sistem</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function Drum(): JSX.Element {
  return (
    <svg viewBox="0 0 48 48" width="36" height="36" aria-hidden="true" focusable="false">
      <path class="drum-beat" d="M8 16c-3 5-3 11 0 16M3.5 12c-4.5 8-4.5 16 0 24" />
      <path class="drum-beat" d="M40 16c3 5 3 11 0 16M44.5 12c4.5 8 4.5 16 0 24" />
      <rect x="15" y="3" width="18" height="42" rx="9" class="drum-body" />
      <rect x="22" y="13" width="4" height="22" rx="2" class="drum-slit" />
    </svg>
  );
}
