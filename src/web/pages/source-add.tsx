import type { JSX } from 'preact';
import type { SourceProposal, SourceTrial } from '../../core/source-desk.ts';
import { findTrial } from '../../store/source-trials.ts';
import type { WebDeps } from '../deps.ts';
import { type Page, parseId, textOf } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { Reveal, Select, TextInput } from '../parts/inputs.tsx';
import { SourceFields, Submit } from '../parts/source-form.tsx';
import { AskForm, TrialResult } from '../parts/trial-result.tsx';
import { classNames, platformNames, termsNames } from '../wording.ts';

const shown = 6;

export const sourceAddPages: readonly Page[] = [
  {
    path: '/sumber/tambah',
    access: 'sources',
    async load({ query }, deps) {
      const wanted = textOf(query, 'uji', 16);
      const trial = wanted === null ? null : await findTrial(deps.db, parseId(wanted));
      const body = (
        <>
          <p class="back">
            <a href="/sumber">← Semua sumber</a>
          </p>
          <h1>Tambah sumber</h1>
          <p class="lead">
            Tempel alamatnya. Kentongan mencari umpan, peta situs, atau daftar beritanya, lalu menunjukkan apa yang akan
            terkumpul. Anda yang memutuskan.
          </p>
          <section class="card work" aria-label="Alamat">
            <AskForm value={trial?.input ?? null} />
          </section>
          {trial === null ? <Hints /> : <Found trial={trial} deps={deps} />}
        </>
      );
      return { title: 'Tambah sumber', section: '/sumber', body };
    },
  },
];

function Hints(): JSX.Element {
  return (
    <section class="card work" aria-labelledby="yang-dikenali">
      <h2 id="yang-dikenali">Yang dikenali</h2>
      <ul class="plain-list">
        <li>Halaman depan atau rubrik situs berita, pemerintah, dan desa; umpan RSS atau Atom; peta situs berita.</li>
        <li>Kata-kata biasa, misalnya “jalan rusak kemlagi”: menjadi pencarian Google News.</li>
        <li>Kanal YouTube (alamat /channel/UC…), kanal publik Telegram, akun dan tagar Mastodon, akun Bluesky.</li>
        <li>
          Facebook, Instagram, TikTok, X, dan Threads memerlukan kunci dari platformnya; halaman ini mengatakan kunci
          apa.
        </li>
        <li>
          Grup WhatsApp dan akun pribadi tidak dapat dibaca: kabupaten/kota mengumpulkannya lewat impor berkas di
          halaman Sumber.
        </li>
      </ul>
    </section>
  );
}

function Found({ trial, deps }: { trial: SourceTrial; deps: WebDeps }): JSX.Element {
  const { proposals } = trial;
  const [best, ...others] = proposals.slice(0, shown);
  return (
    <>
      <section class="card work" aria-labelledby="hasil">
        <h2 id="hasil">Hasil untuk “{trial.input}”</h2>
        <TrialResult trial={trial} now={deps.now()} zone={deps.region.timezone} />
      </section>
      {best === undefined ? null : (
        <section class="card work" aria-labelledby="usulan">
          <h2 id="usulan">Usulan</h2>
          <Proposal proposal={best} deps={deps} isBest isRead={trial.reading !== null} />
        </section>
      )}
      {others.length === 0 ? null : (
        <section class="card work" aria-labelledby="jalan-lain">
          <h2 id="jalan-lain">Jalan lain dan akunnya</h2>
          <p class="quiet">Jalan lain membawa artikel yang sama; pakai salah satu saja.</p>
          {others.map((proposal) => (
            <Proposal
              key={`${proposal.collector} ${proposal.title} ${JSON.stringify(proposal.options)}`}
              proposal={proposal}
              deps={deps}
            />
          ))}
        </section>
      )}
    </>
  );
}

interface ProposalProps {
  readonly proposal: SourceProposal;
  readonly deps: WebDeps;
  readonly isBest?: boolean;
  readonly isRead?: boolean;
}

function Proposal({ proposal, deps, isBest = false, isRead = false }: ProposalProps): JSX.Element {
  const { title, collector, platform, note, key, knownAs } = proposal;
  const summary = deps.sourceDesk.collectors.get(collector);
  return (
    <div class="proposal">
      <h3>
        {title} <span class="quiet">{summary?.title ?? collector}</span>
      </h3>
      <p>{note}</p>
      <p class="quiet">
        {platformNames[platform]} · {classNames[proposal.class]} · {summary?.cost}
      </p>
      {summary === undefined ? null : (
        <p class="quiet">
          Ketentuan ({termsNames[proposal.terms]}): {summary.law}
        </p>
      )}
      {knownAs === null ? null : (
        <p>
          Sudah menjadi sumber: <a href={`/sumber/${encodeURIComponent(knownAs.id)}`}>{knownAs.title}</a>.
        </p>
      )}
      {key !== null && key.ids.length === 0 ? (
        <p class="trial-warnings">
          Perlu kunci jenis <strong>{key.kind}</strong> yang belum ada. {key.howTo} Minta operator menambahkannya di
          bagian credentials di kentongan.yaml; caranya di docs/platforms.md.
        </p>
      ) : (
        <Reveal label={isBest ? 'Tambahkan sumber ini' : 'Pakai yang ini'} open={isBest && isRead && knownAs === null}>
          <AddForm proposal={proposal} deps={deps} />
        </Reveal>
      )}
    </div>
  );
}

function AddForm({ proposal, deps }: { proposal: SourceProposal; deps: WebDeps }): JSX.Element {
  const { collector, platform, key, terms } = proposal;
  return (
    <Form
      action="/api/v1/sources"
      back="/sumber/{id}"
      done="Sumber ditambahkan dan segera dibaca."
      class="write"
      hidden={{ collector, platform }}
    >
      <SourceFields value={{ ...proposal, purpose: null, basis: null }} commonLegal={deps.sourceDesk.commonLegal}>
        {key === null ? null : (
          <Select name="credential" label="Kunci" options={key.ids.map((id) => [id, id])} required />
        )}
        {terms === 'contract' ? (
          <>
            <input type="hidden" name="legal.terms" value="contract" />
            <TextInput name="legal.reference" label="Nomor kontrak" maxLength={200} required />
          </>
        ) : null}
        {terms === 'unchecked' ? (
          <Select
            name="legal.terms"
            label="Ketentuan situsnya"
            options={[
              ['public', 'sudah diperiksa: halaman publik'],
              ['permitted', 'pemiliknya mengizinkan'],
            ]}
            required
          />
        ) : null}
      </SourceFields>
      <Submit label="Tambahkan dan mulai membaca" />
    </Form>
  );
}
