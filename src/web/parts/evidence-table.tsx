import type { JSX } from 'preact';
import { findMentionOfClaim } from '../../core/claim.ts';
import type { StoredScore } from '../../core/correction.ts';
import { toWebLink } from '../../core/link.ts';
import { type Reason, reasonNames } from '../../core/reasons.ts';
import type { Evidence, ScoredDoc } from '../../core/score.ts';
import { formatNumber } from '../../core/time.ts';
import { formatWeight, labelNames, targetNames, verdictNames } from '../wording.ts';

const maxRows = 40;
/** Rows that would show as zero explain nothing. */
const leastWeight = 0.005;

/** Why a text was judged as it was: each word with its weight and where that comes from. */
export function EvidenceTable({ score }: { score: StoredScore }): JSX.Element {
  const { sentiment, hoax } = score;
  const machineLabel = score.corrected?.machine.label ?? sentiment.label;
  const rows = [...sentiment.evidence, ...hoax.evidence]
    .filter(({ weight }) => Math.abs(weight) >= leastWeight)
    .sort((a, b) => rankOf(b) - rankOf(a));
  return (
    <div class="evidence">
      {score.corrected === undefined ? null : (
        <p>
          Dinilai oleh {score.corrected.who}: <strong>{verdictNames[score.corrected.verdict]}</strong>. Di bawah ini
          bacaan mesin.
        </p>
      )}
      <p>
        <strong>{labelNames[machineLabel]}</strong>
        {machineLabel === 'unscored'
          ? ': bahasanya belum dikenal kamus, atau terlalu pendek untuk dinilai.'
          : `, nilai ${formatWeight(sentiment.value)} (−1 sampai +1), keyakinan ${percent(sentiment.confidence)}; ${targetNames[score.target]}.`}
      </p>
      {rows.length === 0 ? (
        machineLabel === 'unscored' ? null : (
          <p class="quiet">Tidak ada kata bermuatan yang ditemukan.</p>
        )
      ) : (
        <table class="compact">
          <thead>
            <tr>
              <th scope="col">Kata</th>
              <th scope="col" class="number">
                Bobot
              </th>
              <th scope="col">Asal</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, maxRows).map((row) => (
              <tr key={`${row.field}${row.start}${row.rule}`}>
                <td>
                  {row.text === '' ? <span class="quiet">(kata lain dan titik awal)</span> : row.text}
                  {row.field === 'title' ? <span class="quiet"> (judul)</span> : null}
                </td>
                <td class="number">{formatWeight(row.weight)}</td>
                <td class="quiet">{sayRule(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <RepeatedClaims matches={hoax.matches} />
      {score.reasons.length === 0 ? null : (
        <p class="quiet">Sebab: {score.reasons.map((reason) => reasonNames[reason as Reason] ?? reason).join('; ')}.</p>
      )}
      {score.relevance.why.length === 0 ? null : (
        <p class="quiet">Dikenali dari: {score.relevance.why.slice(0, 6).join(', ')}.</p>
      )}
      <p class="quiet">
        Penilai versi {score.versions.sentiment}, kamus {score.versions.lexicon.slice(0, 20)}.
      </p>
    </div>
  );
}

/** The known claims that a text repeats, each with the way to its answer. */
function RepeatedClaims({ matches }: { matches: ScoredDoc['hoax']['matches'] }): JSX.Element | null {
  if (matches.length === 0) return null;
  return (
    <p>
      Mirip klaim yang sudah diperiksa:{' '}
      {matches.map(({ claimId, similarity, url }, index) => {
        const mention = findMentionOfClaim(claimId);
        const link = toWebLink(url);
        return (
          <span key={claimId}>
            {index === 0 ? '' : '; '}
            {mention === null ? claimId : <a href={`/sebutan/${mention}`}>lihat cek faktanya</a>}
            {link === null ? null : (
              <>
                {' '}
                (
                <a href={link.href} rel="noopener noreferrer nofollow">
                  {link.host}
                </a>
                )
              </>
            )}
            , kemiripan {percent(similarity)}
          </span>
        );
      })}
      .
    </p>
  );
}

const ruleNames: Readonly<Record<string, string>> = {
  lexicon: 'kamus',
  negation: 'dibalik oleh kata',
  intensifier: 'dikuatkan oleh kata',
  contrast: 'ditekankan sesudah kata',
  irony: 'sindiran',
  direction: 'arah naik atau turun',
  learned: 'dipelajari dari contoh',
  rest: 'sisa sampai nilai akhir',
};

const hoaxRuleNames: Readonly<Record<string, string>> = {
  spread: 'ajakan menyebarkan',
  bait: 'umpan',
  ask: 'permintaan data atau klik',
  alarm: 'menakut-nakuti',
  hearsay: 'kabar tanpa sumber',
  secret: 'klaim dirahasiakan',
  cure: 'klaim penyembuhan',
  link: 'tautan',
  capitals: 'huruf besar semua',
  exclamation: 'tanda seru beruntun',
  stamp: 'cap cek fakta',
  debunk: 'kata klarifikasi',
  deny: 'bantahan',
  assert: 'penegasan',
  rumour: 'kabar yang beredar',
  verify: 'pemeriksaan',
  stop: 'imbauan tidak percaya',
  mention: 'membahas hoaks',
};

/** The heaviest first; what is left of the value comes last. */
function rankOf({ weight, rule }: Evidence): number {
  return rule === 'rest' ? -1 : Math.abs(weight);
}

/** `lexicon:id-core` → `kamus id-core`; an unknown rule is shown as it is. */
function sayRule({ rule }: Evidence): string {
  const [kind = '', ...rest] = rule.split(':');
  const detail = rest.join(':');
  if (kind === 'lexicon' && detail === 'office') return 'leksikon kantor';
  if (kind === 'hoax') return `hoaks: ${hoaxRuleNames[detail] ?? detail}`;
  const name = ruleNames[kind];
  return name === undefined ? rule : `${name} ${detail}`.trim();
}

function percent(share: number): string {
  return `${formatNumber(Math.round(share * 100))}%`;
}
