import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { addDays, formatNumber, instantAt, localDate } from '../../core/time.ts';
import { countUndecided } from '../../store/claim-queue.ts';
import { findKnownClaim, type KnownClaim, listKnownClaims, listRepeats, type RepeatView } from '../../store/claims.ts';
import { countDirections, countHits } from '../../store/count-hits.ts';
import { isInForce, listPacks } from '../../store/keyword-packs.ts';
import { notFound, type Page, textOf } from '../page.ts';
import { Answer, type Clock, claimAddress, RepeatTable } from '../parts/claim-repeats.tsx';
import { KeywordPacks, type PackView } from '../parts/keyword-packs.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';
import { cut } from '../wording.ts';
import { claimCheckPage } from './claim-check.tsx';
import { packPages } from './packs.tsx';

/** Days shown of repeats and of pack counts. */
const days = 30;
const maxClaims = 30;
const maxSuggestions = 10;
/** More are waiting than a person counts. */
const maxCounted = 500;
const dayMs = 86_400_000;

const listPage: Page = {
  path: '/hoaks',
  access: 'read',
  brief: true,
  async load({ actor, address }, deps) {
    const clock = { now: deps.now(), zone: deps.region.timezone };
    const since = new Date(clock.now.getTime() - days * dayMs).toISOString();
    const claims = await listKnownClaims(deps.db, { since, limit: maxClaims });
    const suggestions = await listRepeats(deps.db, { undecided: true, limit: maxSuggestions });
    const waiting = await countUndecided(deps.db, maxCounted);
    const from = instantAt(addDays(localDate(clock.now, clock.zone), 1 - days), 0, clock.zone);
    const packs: PackView[] = [];
    for (const stored of await listPacks(deps.db)) {
      if (!isInForce(stored.pack, clock.now, clock.zone)) continue;
      const counts = await countHits(deps.db, stored.pack.id, { from }, clock.zone);
      packs.push({ ...stored, counts, candidates: await countDirections(deps.db, stored.pack.id, { from }) });
    }
    const body = (
      <>
        <h1>Hoaks dan pemilu</h1>
        <p class="lead">
          Klaim yang sudah diperiksa atau diklarifikasi dan muncul lagi tentang {deps.region.name} dalam {days} hari
          terakhir, beserta jawabannya. Kemiripan dihitung mesin; keputusan ada pada petugas.
        </p>
        <Suggestions {...{ repeats: suggestions.items, claims, clock, actor, waiting, back: address }} />
        <Claims claims={claims} clock={clock} />
        <KeywordPacks packs={packs} days={days} clock={clock} />
        <p class="more">
          <a href="/hoaks/paket">Semua paket kata kunci</a>
        </p>
      </>
    );
    return { title: 'Hoaks dan pemilu', section: '/hoaks', live: true, body };
  },
};

const claimPage: Page = {
  path: '/hoaks/klaim/:id',
  access: 'read',
  async load({ params, query, actor, address }, deps) {
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
          <RepeatTable repeats={items} clock={clock} actor={actor} back={address} />
        )}
        <Pager path={claimAddress(claimId)} query={query} next={next} isFirst={cursor === null} />
      </>
    );
    return { title: claim.title ?? 'Klaim', section: '/hoaks', body };
  },
};

export const hoaxPages: readonly Page[] = [listPage, claimCheckPage, claimPage, ...packPages];

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

interface SuggestionProps {
  readonly repeats: readonly RepeatView[];
  readonly claims: readonly KnownClaim[];
  readonly clock: Clock;
  readonly actor: Actor;
  readonly back: string;
  readonly waiting: number;
}

function Suggestions({ repeats, claims, clock, actor, back, waiting }: SuggestionProps): JSX.Element | null {
  if (repeats.length === 0) return null;
  const titles = new Map(claims.map(({ claimId, title }) => [claimId, title]));
  return (
    <section aria-labelledby="usulan">
      <h2 id="usulan">
        Usulan yang perlu diperiksa{' '}
        <span class="quiet">
          {formatNumber(waiting)}
          {waiting === maxCounted ? ' atau lebih' : ''}, mirip tetapi di bawah ambang kecocokan
        </span>
      </h2>
      {isAllowed(actor, 'hoaxes') ? (
        <p class="actions">
          <a class="button" href="/hoaks/periksa">
            Periksa satu per satu
          </a>
        </p>
      ) : null}
      <RepeatTable repeats={repeats} clock={clock} actor={actor} back={back} titles={titles} />
      <p class="quiet more">Yang ditolak tidak lagi tampil di peringatan dan laporan.</p>
    </section>
  );
}
