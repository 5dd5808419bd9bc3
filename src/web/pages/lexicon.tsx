import { type Actor, isAllowed } from '../../core/access.ts';
import { compareEntries, largestWeight, longestTerm, tidyTerm } from '../../core/office-lexicon.ts';
import { formatNumber } from '../../core/time.ts';
import { findLexicon, listLexiconVersions } from '../../store/lexicon-changes.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page, type PageAnswer, type PageRequest, parseId, textOf } from '../page.ts';
import { LexiconNav, WordSearch } from '../parts/lexicon-nav.tsx';
import { ChangeTable, OfficeWords, RestoreForm, VersionTable } from '../parts/lexicon-versions.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { WordExamples, WordFacts } from '../parts/word-facts.tsx';
import { Accuracy, Proposals } from '../parts/word-proposals.tsx';
import { WordWeight } from '../parts/word-weight.tsx';

const section = '/leksikon';
const versionsPerPage = 30;
const clockOf = ({ now, region }: WebDeps) => ({ now: now(), zone: region.timezone });

export const lexiconPages: readonly Page[] = [
  {
    path: '/leksikon',
    access: 'read',
    async load(request, deps) {
      const typed = textOf(request.query, 'kata', longestTerm);
      if (typed !== null) return wordPage(typed, request, deps);
      const { lexicon } = deps;
      const { entries, version } = lexicon.current();
      const body = (
        <>
          <h1>Leksikon</h1>
          <p class="lead">
            Apa arti sebuah kata bagi penilaian nada, dan bobot yang diberikan kantor ini. Daftar bawaan tidak berubah;
            bobot kantor menambahinya.
          </p>
          <LexiconNav current="/leksikon" />
          <WordSearch term={null} />
          <Waiting count={await lexicon.waiting()} />
          {entries.length === 0 ? (
            <Empty title="Kantor belum memberi bobot">
              Cari sebuah kata untuk melihat nadanya
              {isAllowed(request.actor, 'lexicon') ? ' dan memberinya bobot' : ''}.
            </Empty>
          ) : (
            <>
              <OfficeWords entries={entries} />
              <p class="quiet">Versi {formatNumber(version)}.</p>
            </>
          )}
        </>
      );
      return { title: 'Leksikon', section, body };
    },
  },
  {
    path: '/leksikon/usulan',
    access: 'read',
    async load({ actor }, { lexicon }) {
      const mayChange = isAllowed(actor, 'lexicon');
      const body = (
        <>
          <h1>Usulan dan ketepatan</h1>
          <p class="lead">Penilaian petugas atas sebutan menunjukkan kata mana yang dibaca program dengan keliru.</p>
          <LexiconNav current="/leksikon/usulan" />
          <section class="block" aria-labelledby="usulan">
            <h2 id="usulan">Kata yang diusulkan</h2>
            <p class="quiet">
              “Searah”: sebutan bermuatan kata ini yang digeser petugas ke arah itu. “Menjadi benar” dan “menjadi
              keliru” dihitung dengan menilai ulang sebutan itu memakai bobot usulan.
            </p>
            <Proposals proposals={await lexicon.proposals()} mayChange={mayChange} />
          </section>
          <section class="block" aria-labelledby="ketepatan">
            <h2 id="ketepatan">Himpunan uji kantor</h2>
            <Accuracy accuracy={await lexicon.accuracy()} mayTake={mayChange} />
          </section>
        </>
      );
      return { title: 'Usulan leksikon', section, body };
    },
  },
  {
    path: '/leksikon/versi',
    access: 'read',
    async load({ query }, deps) {
      const before = textOf(query, 'sebelum', 16);
      const found = await listLexiconVersions(deps.db, {
        limit: versionsPerPage + 1,
        ...(before === null ? {} : { before: parseId(before) }),
      });
      const versions = found.slice(0, versionsPerPage);
      const last = versions.at(-1)?.version;
      const body = (
        <>
          <h1>Versi leksikon</h1>
          <p class="lead">Setiap perubahan menjadi versi baru; tidak ada yang terhapus.</p>
          <LexiconNav current="/leksikon/versi" />
          {versions.length === 0 ? (
            <Empty title="Belum ada versi">Versi pertama dibuat ketika sebuah kata diberi bobot.</Empty>
          ) : (
            <VersionTable versions={versions} current={deps.lexicon.current().version} clock={clockOf(deps)} />
          )}
          {found.length > versionsPerPage ? (
            <p class="more">
              <a href={`/leksikon/versi?sebelum=${last}`}>Versi yang lebih lama</a>
            </p>
          ) : null}
        </>
      );
      return { title: 'Versi leksikon', section, body };
    },
  },
  {
    path: '/leksikon/versi/:version',
    access: 'read',
    load: versionPage,
  },
  {
    path: '/leksikon/:word',
    access: 'read',
    async load(request, deps) {
      const typed = request.params.word ?? '';
      if (typed.length > longestTerm || tidyTerm(typed) === '') throw notFound();
      return wordPage(typed, request, deps);
    },
  },
];

async function wordPage(typed: string, { query, actor }: PageRequest, deps: WebDeps): Promise<PageAnswer> {
  const { lexicon } = deps;
  const lookup = lexicon.lookUp(typed);
  const mayChange = isAllowed(actor, 'lexicon') && lookup.reading.length > 0;
  const wish = mayChange ? wishOf(query) : null;
  const preview = wish === null || typeof wish === 'string' ? null : await lexicon.preview(typed, wish.weight);
  const { term, reading } = lookup;
  const body = (
    <>
      <p class="back">
        <a href="/leksikon">← Leksikon</a>
      </p>
      <h1>“{term}”</h1>
      {reading.length > 0 && reading.join(' ') !== term ? (
        <p class="lead">Dibaca sebagai “{reading.join(' ')}”.</p>
      ) : null}
      <LexiconNav current="" />
      <WordSearch term={term} />
      {reading.length === 0 ? (
        <Empty title="Tidak ada kata di dalamnya">Tulis kata, frasa, atau emoji.</Empty>
      ) : (
        <>
          <WordWeight
            lookup={lookup}
            preview={preview}
            fault={typeof wish === 'string' ? wish : null}
            mayChange={mayChange}
          />
          <WordFacts lookup={lookup} />
          <WordExamples examples={await lexicon.examples(typed)} clock={clockOf(deps)} />
        </>
      )}
    </>
  );
  return { title: `“${term}” · Leksikon`, section, body };
}

/** What is to be tried out: a weight, null to take the word out; null when nothing is; a sentence about what is no weight. */
function wishOf(query: PageRequest['query']): { readonly weight: number | null } | string | null {
  if (query.cabut === 'ya') return { weight: null };
  const typed = textOf(query, 'bobot', 20);
  if (typed === null) return null;
  const weight = /^[−-]?\d+([.,]\d)?$/.test(typed) ? Number(typed.replace('−', '-').replace(',', '.')) : Number.NaN;
  if (weight !== 0 && Math.abs(weight) <= largestWeight) return { weight };
  return `Isi angka dari −${largestWeight} sampai ${largestWeight}, bukan 0, dengan paling banyak satu angka di belakang koma.`;
}

async function versionPage({ params, query, actor }: PageRequest, deps: WebDeps): Promise<PageAnswer> {
  const number = params.version === '0' ? 0 : parseId(params.version);
  const typed = textOf(query, 'dari', 16);
  const from = typed === null ? Math.max(0, number - 1) : typed === '0' ? 0 : parseId(typed);
  const [after, before] = [await findLexicon(deps.db, number), await findLexicon(deps.db, from)];
  const current = deps.lexicon.current();
  if (after === null || before === null) throw notFound();
  const [version] = number === 0 ? [] : await listLexiconVersions(deps.db, { before: number + 1, limit: 1 });
  const isUsed = compareEntries(after.entries, current.entries).length === 0;
  const body = (
    <>
      <p class="back">
        <a href="/leksikon/versi">← Semua versi</a>
      </p>
      <h1>Versi {formatNumber(number)}</h1>
      <p class="lead">
        {version === undefined ? 'Permulaan: tanpa kata kantor.' : `Disimpan oleh ${version.who}: ${version.why}`}
      </p>
      <LexiconNav current="/leksikon/versi" />
      <CompareForm number={number} from={from} />
      <ChangeTable changes={compareEntries(before.entries, after.entries)} from={from} to={number} />
      {mayRestore(actor) && !isUsed ? <RestoreForm version={number} /> : null}
      {isUsed ? <p class="quiet">Isi versi ini sama dengan yang sedang dipakai.</p> : null}
    </>
  );
  return { title: `Versi ${number} leksikon`, section, body };
}

const mayRestore = (actor: Actor) => isAllowed(actor, 'lexicon');

function CompareForm({ number, from }: { number: number; from: number }) {
  return (
    <form class="word-search" method="get" action={`/leksikon/versi/${number}`}>
      <label class="field">
        <span>Bandingkan dengan versi</span>
        <input type="number" name="dari" min={0} step={1} value={from} required />
      </label>
      <button type="submit" class="button-quiet">
        Bandingkan
      </button>
    </form>
  );
}

function Waiting({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Notice tone="info">
      {formatNumber(count)}
      {count >= 10_000 ? ' sebutan atau lebih' : ' sebutan'} masih menunggu dinilai ulang dengan leksikon yang sekarang.
    </Notice>
  );
}
