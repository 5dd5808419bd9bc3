import type { JSX } from 'preact';
import { toWebLink } from '../../core/link.ts';
import { addDays, formatDateTime, formatNumber, instantAt, localDate } from '../../core/time.ts';
import { findKnownClaim, type KnownClaim, listKnownClaims, listRepeats, type RepeatView } from '../../store/claims.ts';
import { countDirections, countHits } from '../../store/count-hits.ts';
import { isInForce, listPacks } from '../../store/keyword-packs.ts';
import { notFound, type Page, textOf } from '../page.ts';
import { KeywordPacks, type PackView } from '../parts/keyword-packs.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';
import { cut } from '../wording.ts';

/** Days shown of repeats and of pack counts. */
const days = 30;
const maxClaims = 30;
const maxSuggestions = 10;
const dayMs = 86_400_000;

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

export const hoaxPages: readonly Page[] = [
  {
    path: '/hoaks',
    access: 'read',
    async load(_request, deps) {
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const since = new Date(clock.now.getTime() - days * dayMs).toISOString();
      const claims = await listKnownClaims(deps.db, { since, limit: maxClaims });
      const suggestions = await listRepeats(deps.db, { undecided: true, limit: maxSuggestions });
      const from = instantAt(addDays(localDate(clock.now, clock.zone), 1 - days), 0, clock.zone);
      const packs: PackView[] = [];
      for (const stored of await listPacks(deps.db)) {
        if (!isInForce(stored.pack, clock.now, clock.zone)) continue;
        const counts = await countHits(deps.db, stored.pack.id, { from }, clock.zone);
        packs.push({ ...stored, counts, candidates: await countDirections(deps.db, stored.pack.id, { from }) });
      }
      const body = (
        <>
          <h1>Hoaks dan klarifikasi</h1>
          <p class="lead">
            Klaim yang sudah diperiksa atau diklarifikasi dan muncul lagi tentang {deps.region.name} dalam {days} hari
            terakhir, beserta jawabannya. Kemiripan dihitung mesin; keputusan ada pada petugas.
          </p>
          <Claims claims={claims} clock={clock} />
          <Suggestions repeats={suggestions.items} claims={claims} clock={clock} />
          <KeywordPacks packs={packs} days={days} clock={clock} />
        </>
      );
      return { title: 'Hoaks', section: '/hoaks', live: true, body };
    },
  },
  {
    path: '/hoaks/klaim/:id',
    access: 'read',
    async load({ params, query }, deps) {
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const cursor = textOf(query, 'kursor');
      const claimId = params.id ?? '';
      const claim = await findKnownClaim(deps.db, claimId);
      if (claim === null) throw notFound();
      const { items, next } = await listRepeats(deps.db, {
        ...{ claimId, rejected: true, limit: 50 },
        ...(cursor === null ? {} : { cursor }),
      });
      const body = (
        <>
          <p class="back">
            <a href="/hoaks">← Semua klaim</a>
          </p>
          <h1>{claim.title ?? 'Klaim tanpa judul'}</h1>
          <p class="lead">
            <Answer claim={claim} zone={clock.zone} />
          </p>
          {items.length === 0 ? (
            <Empty title="Belum ada yang mengulang">Sebutan yang mirip akan tampil di sini.</Empty>
          ) : (
            <RepeatTable repeats={items} clock={clock} />
          )}
          <Pager
            path={`/hoaks/klaim/${encodeURIComponent(claimId)}`}
            query={query}
            next={next}
            isFirst={cursor === null}
          />
        </>
      );
      return { title: claim.title ?? 'Klaim', section: '/hoaks', body };
    },
  },
];

function Claims({ claims, clock }: { claims: readonly KnownClaim[]; clock: Clock }): JSX.Element {
  return (
    <section aria-labelledby="klaim">
      <h2 id="klaim">Klaim yang sudah ada jawabannya</h2>
      {claims.length === 0 ? (
        <Empty title="Tidak ada klaim yang berulang">
          Setiap sebutan dibandingkan dengan pemeriksaan fakta dan klarifikasi yang tersimpan.
        </Empty>
      ) : (
        <div class="table-wrap card">
          <table class="wide">
            <thead>
              <tr>
                <th scope="col">Klaim dan jawabannya</th>
                <th scope="col" class="number">
                  Mengulang
                </th>
                <th scope="col" class="number">
                  Perlu diperiksa
                </th>
                <th scope="col">Terakhir</th>
              </tr>
            </thead>
            <tbody>
              {claims.map((claim) => (
                <tr key={claim.claimId}>
                  <td class="main-cell">
                    <a href={claimAddress(claim.claimId)}>{cut(claim.title ?? 'Klaim tanpa judul', 160)}</a>
                    <span class="quiet under">
                      <Answer claim={claim} zone={clock.zone} />
                    </span>
                  </td>
                  <td data-name="Mengulang" class="number">
                    {formatNumber(claim.matches)}
                  </td>
                  <td data-name="Perlu diperiksa" class="number">
                    {formatNumber(claim.suggestions)}
                  </td>
                  <td data-name="Terakhir">
                    {claim.lastRepeatAt === null ? '–' : <When at={claim.lastRepeatAt} {...clock} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Who answered, what, and where it stands. */
function Answer({ claim, zone }: { claim: KnownClaim; zone: string }): JSX.Element {
  const { kind, by, rating, url, publishedAt } = claim;
  const link = toWebLink(url);
  const name = kind === 'clarification' ? 'Klarifikasi' : 'Cek fakta';
  return (
    <>
      {name}
      {by === null ? '' : ` ${by}`}
      {rating === null ? '' : `: ${rating}`}, {formatDateTime(publishedAt, zone)}
      {link === null ? null : (
        <>
          {' '}
          ·{' '}
          <a href={link.href} rel="noreferrer noopener">
            jawaban di {link.host}
          </a>
        </>
      )}
    </>
  );
}

interface SuggestionProps {
  readonly repeats: readonly RepeatView[];
  readonly claims: readonly KnownClaim[];
  readonly clock: Clock;
}

function Suggestions({ repeats, claims, clock }: SuggestionProps): JSX.Element | null {
  if (repeats.length === 0) return null;
  const titles = new Map(claims.map(({ claimId, title }) => [claimId, title]));
  return (
    <section aria-labelledby="usulan">
      <h2 id="usulan">
        Usulan yang perlu diperiksa <span class="quiet">mirip, tetapi di bawah ambang kecocokan</span>
      </h2>
      <RepeatTable repeats={repeats} clock={clock} titles={titles} />
      <p class="quiet more">
        Benarkan atau tolak lewat API: <code>POST /api/v1/claims/:claimId/mentions/:mentionId</code>. Yang ditolak tidak
        lagi tampil di peringatan dan laporan.
      </p>
    </section>
  );
}

const verdictNames = { confirmed: 'dibenarkan petugas', rejected: 'ditolak petugas' } as const;

interface RepeatTableProps {
  readonly repeats: readonly RepeatView[];
  readonly clock: Clock;
  readonly titles?: ReadonlyMap<string, string | null>;
}

function RepeatTable({ repeats, clock, titles }: RepeatTableProps): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Sebutan</th>
            <th scope="col" class="number">
              Kemiripan
            </th>
            <th scope="col">Penilaian</th>
            <th scope="col">Terbit</th>
          </tr>
        </thead>
        <tbody>
          {repeats.map((repeat) => (
            <tr key={`${repeat.mentionId} ${repeat.claimId}`}>
              <td class="main-cell">
                <a href={`/sebutan/${repeat.mentionId}`}>{cut(repeat.title ?? repeat.text, 160)}</a>
                <span class="quiet under">
                  {repeat.sourceTitle}
                  {titles === undefined ? null : (
                    <>
                      {' '}
                      · mirip{' '}
                      <a href={claimAddress(repeat.claimId)}>{cut(titles.get(repeat.claimId) ?? 'klaim ini', 100)}</a>
                    </>
                  )}
                </span>
              </td>
              <td data-name="Kemiripan" class="number">
                {formatNumber(Math.round(repeat.similarity * 100))}%
              </td>
              <td data-name="Penilaian">
                {repeat.verdict === null
                  ? repeat.kind === 'match'
                    ? 'mengulang klaim'
                    : 'perlu diperiksa'
                  : verdictNames[repeat.verdict]}
              </td>
              <td data-name="Terbit">
                <When at={repeat.publishedAt} {...clock} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function claimAddress(claimId: string): string {
  return `/hoaks/klaim/${encodeURIComponent(claimId)}`;
}
