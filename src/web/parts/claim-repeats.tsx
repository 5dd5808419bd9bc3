import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { toWebLink } from '../../core/link.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import type { KnownClaim, RepeatView } from '../../store/claims.ts';
import { cut } from '../wording.ts';
import { Form } from './form.tsx';
import { When } from './time.tsx';

export interface Clock {
  readonly now: Date;
  readonly zone: string;
}

export function claimAddress(claimId: string): string {
  return `/hoaks/klaim/${encodeURIComponent(claimId)}`;
}

/** Who answered, what, and where it stands. */
export function Answer({ claim, zone }: { claim: KnownClaim; zone: string }): JSX.Element {
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

const verdictNames = { confirmed: 'dibenarkan petugas', rejected: 'ditolak petugas' } as const;

interface RepeatTableProps {
  readonly repeats: readonly RepeatView[];
  readonly clock: Clock;
  readonly actor: Actor;
  readonly back: string;
  readonly titles?: ReadonlyMap<string, string | null>;
}

/** Mentions that repeat a claim, each with the buttons to say whether it really does. */
export function RepeatTable({ repeats, clock, actor, back, titles }: RepeatTableProps): JSX.Element {
  const mayDecide = isAllowed(actor, 'hoaxes');
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
            {mayDecide ? <th scope="col">Keputusan</th> : null}
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
              {mayDecide ? (
                <td data-name="Keputusan">
                  <Decide repeat={repeat} back={back} small />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DecideProps {
  readonly repeat: Pick<RepeatView, 'claimId' | 'mentionId' | 'verdict'>;
  /** Where the next one waits. */
  readonly back: string;
  readonly small?: boolean;
}

/** One button each; what was said before can be said anew. */
export function Decide({ repeat, back, small = false }: DecideProps): JSX.Element {
  const action = `/api/v1/claims/${encodeURIComponent(repeat.claimId)}/mentions/${repeat.mentionId}`;
  const size = small ? 'button-quiet button-small' : undefined;
  return (
    <div class={small ? 'row-acts' : 'verdicts'}>
      {repeat.verdict === 'confirmed' ? null : (
        <Form action={action} back={back} done="Dibenarkan: mengulang klaim ini." hidden={{ verdict: 'confirmed' }}>
          <button type="submit" class={size}>
            {small ? 'Benar' : 'Benar, mengulang klaim ini'}
          </button>
        </Form>
      )}
      {repeat.verdict === 'rejected' ? null : (
        <Form action={action} back={back} done="Ditolak: bukan klaim yang sama." hidden={{ verdict: 'rejected' }}>
          <button type="submit" class={size ?? 'button-quiet'}>
            {small ? 'Tolak' : 'Bukan, tolak'}
          </button>
        </Form>
      )}
    </div>
  );
}
