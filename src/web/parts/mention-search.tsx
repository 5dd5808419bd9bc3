import type { JSX } from 'preact';
import { platforms } from '../../core/mention.ts';
import type { Region } from '../../core/region.ts';
import { printQuery } from '../../core/search-query.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames, topics } from '../../core/topics.ts';
import { labels, type MentionForm, type MentionList } from '../load-mentions.ts';
import { attentionNames, classNames, hoaxNames, labelNames, platformNames } from '../wording.ts';
import { ChoiceField, DateField } from './fields.tsx';
import { Notice } from './notices.tsx';

type Names = readonly (readonly [value: string, label: string])[];

const classOptions: Names = Object.entries(classNames);

/** One box for the words and filters, and the filters once more for those who rather choose. */
export function MentionSearch({ form, region }: { form: MentionForm; region: Region }): JSX.Element {
  return (
    <search>
      <form class="card mention-search" method="get" action="/sebutan">
        <div class="search-box">
          <label class="field field-wide">
            <span>Cari sebutan</span>
            <input
              type="search"
              id="cari"
              name="q"
              value={form.q ?? ''}
              maxLength={500}
              autoComplete="off"
              spellcheck={false}
              placeholder="air NEAR/5 mati -pulsa"
              aria-describedby="cara-mencari"
            />
          </label>
          <ChoiceField
            name="urut"
            label="Urutan"
            value={form.sort === 'relevance' ? 'cocok' : null}
            any="Terbaru dahulu"
            options={[['cocok', 'Paling cocok dahulu']]}
          />
          <button type="submit">Cari</button>
        </div>
        <QueryHelp />
        <details open={isFiltered(form)}>
          <summary>Saringan</summary>
          <div class="filters">
            <ChoiceField
              name="nada"
              label="Sentimen"
              value={form.label}
              options={labels.map((id) => [id, labelNames[id]])}
            />
            <ChoiceField
              name="tingkat"
              label="Tingkat"
              value={form.attention}
              options={(['alert', 'watch', 'none'] as const).map((id) => [id, attentionNames[id]])}
            />
            <ChoiceField
              name="topik"
              label="Topik"
              value={form.topic}
              options={topics.map((id) => [id, topicNames[id]])}
            />
            <ChoiceField
              name="opd"
              label="OPD"
              value={form.agency}
              options={region.agencies.map(({ id }) => [id, id])}
            />
            <ChoiceField
              name="kecamatan"
              label="Kecamatan"
              value={form.placeCode}
              options={region.districts.map(({ code, name }) => [code, name])}
            />
            <ChoiceField
              name="kanal"
              label="Kanal"
              value={form.platform}
              options={platforms.map((id) => [id, platformNames[id]])}
            />
            <ChoiceField name="kelas" label="Kelas sumber" value={form.sourceClass} options={classOptions} />
            <ChoiceField
              name="hoaks"
              label="Hoaks"
              value={form.hoaxClass}
              options={(['claim', 'fact-check', 'mention'] as const).map((id) => [id, hoaxNames[id]])}
            />
            <DateField name="dari" label="Dari tanggal" value={form.from} />
            <DateField name="sampai" label="Sampai tanggal" value={form.to} />
            <ChoiceField
              name="lingkup"
              label="Lingkup"
              value={form.everywhere ? 'semua' : null}
              any="Daerah ini saja"
              options={[['semua', 'Semua yang terkumpul']]}
            />
            <ChoiceField
              name="sisihan"
              label="Yang disisihkan"
              value={form.setAside ? 'ya' : null}
              any="Tidak ditampilkan"
              options={[['ya', 'Ditampilkan juga']]}
            />
            <ChoiceField
              name="belum"
              label="Pemeriksaan"
              value={form.unchecked ? 'ya' : null}
              options={[['ya', 'Belum diperiksa']]}
            />
            <button type="submit">Terapkan</button>
            <a class="button-quiet" href="/sebutan">
              Kosongkan
            </a>
          </div>
        </details>
      </form>
    </search>
  );
}

function isFiltered({ q: _q, sort: _sort, cursor: _cursor, ...filters }: MentionForm): boolean {
  return Object.values(filters).some((value) => value !== null && value !== false);
}

const examples: Names = [
  ['air mati', 'kedua kata ada, dalam segala bentuknya: “keluhan” juga menemukan “dikeluhkan”'],
  ['"air mati"', 'kata-kata itu berurutan'],
  ['air OR ledeng', 'salah satu cukup; OR mengikat kata di kiri dan kanannya'],
  ['mati -pulsa', 'tanpa kata “pulsa”'],
  ['air NEAR/5 mati', 'berdekatan: paling banyak 5 kata di antaranya, urutan bebas'],
  ['mati (air OR listrik)', 'kurung mengelompokkan'],
  ['opd:pdam sentimen:negatif', 'saringan; tanda minus juga berlaku: -platform:x'],
  ['kecamatan:"Lembah Asri" dari:7hari', 'nilai berisi spasi dalam tanda kutip; tanggal 2026-11-21, kemarin, 7hari'],
];

function QueryHelp(): JSX.Element {
  return (
    <details class="query-help" id="cara-mencari">
      <summary>Cara mencari</summary>
      <dl>
        {examples.map(([query, meaning]) => (
          <div key={query}>
            <dt>
              <code>{query}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        Saringan: <code>platform:</code> <code>opd:</code> <code>kecamatan:</code> <code>sentimen:</code>{' '}
        <code>topik:</code> <code>sumber:</code> <code>kelas:</code> <code>tingkat:</code> <code>hoaks:</code>{' '}
        <code>isu:</code> <code>dari:</code> <code>sampai:</code>.
      </p>
    </details>
  );
}

/** What was left out of the query, how it was read, and how far the search went. */
export function SearchRemarks({ list, next }: { list: MentionList; next: string | null }): JSX.Element {
  const { form, found, read, indexing } = list;
  const asked = form.q ?? '';
  const problems = read?.problems ?? [];
  const isOtherwise = read !== null && read.tree !== null && printQuery(read.tree) !== asked.replace(/\s+/g, ' ');
  return (
    <div class="notices">
      {problems.length === 0 ? null : (
        <div class="notice notice-warning" role="note">
          <strong>Perhatian</strong>
          <ul class="problems">
            {problems.map(({ start, end, message }) => (
              <li key={`${start} ${message}`}>
                {start === 0 && end === asked.length ? null : (
                  <>
                    <code>{asked.slice(start, end).slice(0, 60)}</code>{' '}
                  </>
                )}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isOtherwise ? (
        <p class="quiet">
          Dibaca sebagai <code>{read.text}</code>
        </p>
      ) : null}
      {form.sort === 'relevance' && found.sort === 'newest' ? (
        <Notice tone="info">Urutan “paling cocok” memerlukan kata yang dicari; di sini yang terbaru dahulu.</Notice>
      ) : null}
      {indexing ? (
        <Notice tone="warning">
          Indeks pencarian sedang disusun ulang setelah pembaruan, dari yang terbaru. Sebutan lama belum semuanya
          ditemukan lewat kata.
        </Notice>
      ) : null}
      {found.lookedAt === null ? null : (
        <Notice tone="info">
          Baru {formatNumber(found.lookedAt)} sebutan yang diperiksa, dari yang terbaru; yang cocok dengan semua
          saringan ada {formatNumber(found.items.length)}.{' '}
          {next === null ? (
            found.sort === 'relevance' ? (
              'Urutkan “terbaru dahulu” untuk mencari lebih jauh.'
            ) : null
          ) : (
            <a href={next}>Cari lebih jauh</a>
          )}
        </Notice>
      )}
    </div>
  );
}
