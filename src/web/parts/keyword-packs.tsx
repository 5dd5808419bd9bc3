import type { JSX } from 'preact';
import { addDays, formatDate, formatNumber, localDate } from '../../core/time.ts';
import type { CandidateCounts, HitCounts } from '../../store/count-hits.ts';
import type { StoredPack } from '../../store/keyword-packs.ts';
import { stageNames } from '../wording.ts';
import { Empty } from './notices.tsx';

export interface PackView extends StoredPack {
  readonly counts: HitCounts;
  readonly candidates: readonly CandidateCounts[];
}

interface PacksProps {
  readonly packs: readonly PackView[];
  /** That the counts are of. */
  readonly days: number;
  readonly clock: { readonly now: Date; readonly zone: string };
  /** The only one, on its own page. */
  readonly alone?: boolean;
}

/** Days counted one by one. */
const shownDays = 7;

/** Packs in force: what is watched, why, and how much was found. Of an election pack nothing but counts. */
export function KeywordPacks({ packs, days, clock, alone = false }: PacksProps): JSX.Element {
  const [only] = packs;
  if (alone && only !== undefined) return <Pack view={only} days={days} clock={clock} alone />;
  return (
    <section aria-labelledby="paket">
      <h2 id="paket">Kata kunci yang dipantau</h2>
      {packs.length === 0 ? (
        <Empty title="Tidak ada paket yang berlaku">
          Buat paket di <a href="/hoaks/paket">halaman paket</a>, atau impor dengan <code>kentongan packs import</code>.
          Contohnya ada di <code>data/keyword-packs</code>.
        </Empty>
      ) : (
        packs.map((view) => <Pack key={view.pack.id} view={view} days={days} clock={clock} />)
      )}
    </section>
  );
}

function Pack({
  view,
  days,
  clock,
  alone = false,
}: Omit<PacksProps, 'packs'> & { readonly view: PackView }): JSX.Element {
  const { pack, counts, candidates } = view;
  const today = localDate(clock.now, clock.zone);
  const byDay = new Map(counts.days.map(({ date, mentions }) => [date, mentions]));
  const dates = Array.from({ length: shownDays }, (_, index) => addDays(today, index - shownDays + 1));
  return (
    <article class="card issue-card" aria-label={pack.title}>
      {alone ? null : (
        <h3>
          <a href={`/hoaks/paket/${encodeURIComponent(pack.id)}`}>{pack.title}</a>
        </h3>
      )}
      <p class="quiet">
        {pack.stage === 'none' ? '' : `Tahapan pemilu: ${stageNames[pack.stage]} · `}
        {sayDates(pack.from, pack.to)} · {formatNumber(pack.keywords.length)} kata kunci
      </p>
      <p>
        {pack.purpose}. <span class="quiet">Dasar: {pack.basis}.</span>
      </p>
      <dl class="fact-grid">
        <div>
          <dt>Sebutan, {days} hari</dt>
          <dd>{formatNumber(counts.mentions)}</dd>
        </div>
        {counts.themes.map(({ theme, mentions }) => (
          <div key={theme}>
            <dt>{sayTheme(theme)}</dt>
            <dd>{formatNumber(mentions)}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet more">
        {shownDays} hari terakhir:{' '}
        {dates.map((date) => `${formatDate(date)}: ${formatNumber(byDay.get(date) ?? 0)}`).join(' · ')}
      </p>
      {pack.candidates.length === 0 ? null : <Neutrality pack={pack} candidates={candidates} />}
    </article>
  );
}

/** Every candidate of the pack in its order, also with nothing but zeros. */
function Neutrality({ pack, candidates }: Pick<PackView, 'pack' | 'candidates'>): JSX.Element {
  const found = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return (
    <div class="table-wrap">
      <p>{sayNeutrality(pack, found)}</p>
      <table class="wide">
        <caption>Keseimbangan antarcalon: kata kunci dan ambang sama untuk semua</caption>
        <thead>
          <tr>
            <th scope="col">Calon</th>
            <th scope="col" class="number">
              Mendukung
            </th>
            <th scope="col" class="number">
              Menyerang
            </th>
            <th scope="col" class="number">
              Tidak jelas
            </th>
            <th scope="col" class="number">
              Klaim hoaks mendukung
            </th>
            <th scope="col" class="number">
              Klaim hoaks menyerang
            </th>
          </tr>
        </thead>
        <tbody>
          {pack.candidates.map(({ id, name }) => {
            const own = found.get(id);
            const cells = [
              ['Mendukung', own?.mentions.for],
              ['Menyerang', own?.mentions.against],
              ['Tidak jelas', own?.mentions.neither],
              ['Klaim hoaks mendukung', own?.claims.for],
              ['Klaim hoaks menyerang', own?.claims.against],
            ] as const;
            return (
              <tr key={id}>
                <th scope="row" class="main-cell">
                  {id} · {name}
                </th>
                {cells.map(([title, count]) => (
                  <td key={title} data-name={title} class="number">
                    {formatNumber(count ?? 0)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The same for every candidate, both ways, so that no figure stands alone. */
function sayNeutrality({ candidates }: PackView['pack'], found: ReadonlyMap<string, CandidateCounts>): string {
  const sentences = candidates.map(({ id, name }) => {
    const { mentions, claims } = found.get(id) ?? { mentions: none, claims: none };
    const hoaxes = claims.for + claims.against;
    return `${id} · ${name}: ${formatNumber(mentions.for)} mendukung dan ${formatNumber(mentions.against)} menyerang${
      hoaxes === 0
        ? ''
        : `, di antaranya klaim hoaks ${formatNumber(claims.for)} mendukung dan ${formatNumber(claims.against)} menyerang`
    }`;
  });
  return `${sentences.join('; ')}. Angka yang berbeda bukan bukti keberpihakan dan bukan ukuran dukungan pemilih.`;
}

const none = { for: 0, against: 0, neither: 0 };

function sayDates(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'berlaku sepanjang tahun';
  if (from === null) return `sampai ${formatDate(to ?? '')}`;
  return to === null ? `sejak ${formatDate(from)}` : `${formatDate(from)} sampai ${formatDate(to)}`;
}

/** `politik-uang` → Politik uang; what offices write in short stays in capitals. */
export function sayTheme(theme: string): string {
  const words = theme.split('-').map((word) => (shortThemes.has(word) ? word.toUpperCase() : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const shortThemes = new Set(['sara', 'asn', 'kpps', 'tps', 'dpt', 'kpu']);
