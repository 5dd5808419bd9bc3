import type { JSX } from 'preact';

const pages = [
  ['/leksikon', 'Kata'],
  ['/leksikon/usulan', 'Usulan dan ketepatan'],
  ['/leksikon/versi', 'Versi'],
] as const;

export function LexiconNav({ current }: { current: string }): JSX.Element {
  return (
    <nav aria-label="Bagian leksikon">
      <ul class="sections-nav">
        {pages.map(([href, name]) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Looks a word or phrase up. */
export function WordSearch({ term }: { term: string | null }): JSX.Element {
  return (
    <search>
      <form class="word-search" method="get" action="/leksikon">
        <label class="field">
          <span>Kata, frasa, atau emoji</span>
          <input type="search" name="kata" value={term ?? ''} maxLength={80} required autoComplete="off" />
        </label>
        <button type="submit">Cari</button>
      </form>
    </search>
  );
}
