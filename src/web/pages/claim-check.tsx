import type { JSX } from 'preact';
import { formatNumber } from '../../core/time.ts';
import { countUndecided, findClaimText } from '../../store/claim-queue.ts';
import { findKnownClaim, type KnownClaim, listRepeats, type RepeatView } from '../../store/claims.ts';
import { type Page, textOf } from '../page.ts';
import { Answer, type Clock, claimAddress, Decide } from '../parts/claim-repeats.tsx';
import { Empty } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';
import { cut } from '../wording.ts';

const path = '/hoaks/periksa';
const maxCounted = 500;
const maxText = 3_000;

/** One likely repeat at a time, beside the claim; a decision leads to the next. */
export const claimCheckPage: Page = {
  path,
  access: 'hoaxes',
  async load({ query }, deps) {
    const clock = { now: deps.now(), zone: deps.region.timezone };
    const cursor = textOf(query, 'kursor');
    const { items, next } = await listRepeats(deps.db, {
      ...{ undecided: true, limit: 1 },
      ...(cursor === null ? {} : { cursor }),
    });
    const [repeat] = items;
    const claim = repeat === undefined ? null : await findKnownClaim(deps.db, repeat.claimId);
    const claimText = repeat === undefined ? null : await findClaimText(deps.db, repeat.claimId);
    const waiting = await countUndecided(deps.db, maxCounted);
    const body = (
      <>
        <p class="back">
          <a href="/hoaks">← Hoaks dan pemilu</a>
        </p>
        <h1>Apakah ini mengulang klaim yang sama?</h1>
        {repeat === undefined ? (
          <Empty title={waiting === 0 ? 'Semua sudah diperiksa' : 'Tidak ada lagi sesudah ini'}>
            {waiting === 0 ? (
              'Usulan baru muncul di sini begitu ada sebutan yang mirip.'
            ) : (
              <a href={path}>Kembali ke yang terbaru</a>
            )}
          </Empty>
        ) : (
          <>
            <p class="lead">
              {formatNumber(waiting)}
              {waiting === maxCounted ? ' atau lebih' : ''} usulan menunggu. Benar: dihitung sebagai pengulangan. Tolak:
              hilang dari peringatan dan laporan.
            </p>
            <Duel {...{ repeat, claim, claimText, clock }} />
            <Decide repeat={repeat} back={cursor === null ? path : `${path}?kursor=${encodeURIComponent(cursor)}`} />
            {next === null ? null : (
              <p>
                <a href={`${path}?kursor=${encodeURIComponent(next)}`}>Lewati dulu →</a>
              </p>
            )}
          </>
        )}
      </>
    );
    return { title: 'Periksa pengulangan klaim', section: '/hoaks', body };
  },
};

interface DuelProps {
  readonly repeat: RepeatView;
  readonly claim: KnownClaim | null;
  readonly claimText: string | null;
  readonly clock: Clock;
}

function Duel({ repeat, claim, claimText, clock }: DuelProps): JSX.Element {
  return (
    <div class="duel">
      <section class="card" aria-labelledby="sebutannya">
        <h2 id="sebutannya">
          Sebutan{' '}
          <span class="quiet">
            {repeat.sourceTitle}, <When at={repeat.publishedAt} {...clock} />
          </span>
        </h2>
        {repeat.title === null ? null : <p class="big-fact">{repeat.title}</p>}
        <blockquote class="quote">{cut(repeat.text, maxText)}</blockquote>
        <p class="more">
          <a href={`/sebutan/${repeat.mentionId}`}>Lihat sebutan</a> · kemiripan{' '}
          {formatNumber(Math.round(repeat.similarity * 100))}%
        </p>
      </section>
      <section class="card" aria-labelledby="klaimnya">
        <h2 id="klaimnya">Klaim yang sudah dijawab</h2>
        <p class="big-fact">{claim?.title ?? 'Klaim tanpa judul'}</p>
        {claimText === null ? null : <blockquote class="quote">{cut(claimText, maxText)}</blockquote>}
        <p class="more">
          {claim === null ? null : <Answer claim={claim} zone={clock.zone} />}{' '}
          <a href={claimAddress(repeat.claimId)}>semua pengulangannya</a>
        </p>
      </section>
    </div>
  );
}
