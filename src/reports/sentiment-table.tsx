import type { JSX } from 'preact';
import type { Digest, SentimentCounts } from '../core/digest.ts';
import { formatNumber } from '../core/time.ts';
import { cell, colours, headCell, numberCell, sentimentColours, table } from './digest-style.ts';
import { sayDelta, sayPercent, sentimentRows, totalOf, troubledSources } from './wording.ts';

/** Four numbers to see first. */
export function Tiles({ digest }: { digest: Digest }): JSX.Element {
  const { media, social } = digest.sentiment;
  const before = digest.sentimentBefore;
  const tiles = [
    {
      name: 'Sebutan',
      value: totalOf(media) + totalOf(social),
      was: totalOf(before.media) + totalOf(before.social),
      colour: colours.accent,
    },
    {
      name: 'Negatif',
      value: media.negative + social.negative,
      was: before.media.negative + before.social.negative,
      colour: colours.red,
    },
    {
      name: 'Berpotensi negatif',
      value: media.potential + social.potential,
      was: before.media.potential + before.social.potential,
      colour: colours.yellow,
    },
    { name: 'Sumber bermasalah', value: troubledSources(digest).length, was: null, colour: colours.quiet },
  ];
  return (
    <table
      role="presentation"
      cellspacing="0"
      cellpadding="0"
      style={{ width: '100%', borderCollapse: 'separate', borderSpacing: '0' }}
    >
      <tbody>
        <tr>
          {tiles.map(({ name, value, was, colour }) => (
            <td
              key={name}
              style={{
                width: '25%',
                padding: '10px 8px 10px 12px',
                borderLeft: `3px solid ${colour}`,
                background: '#f7f9fb',
                verticalAlign: 'top',
              }}
            >
              <div style={{ fontSize: '24px', fontWeight: '700', lineHeight: '1.1', color: colour }}>
                {formatNumber(value)}
              </div>
              <div style={{ fontSize: '12px', color: colours.quiet, marginTop: '2px' }}>{name}</div>
              {was === null ? null : (
                <div style={{ fontSize: '11px', color: colours.quiet }}>{`${sayDelta(value, was)} vs kemarin`}</div>
              )}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** Media and social media side by side: number, share, change since yesterday; above it the shares as bars. */
export function SentimentTable({ digest }: { digest: Digest }): JSX.Element {
  const columns = [
    { name: 'Media massa', counts: digest.sentiment.media, before: digest.sentimentBefore.media },
    { name: 'Media sosial', counts: digest.sentiment.social, before: digest.sentimentBefore.social },
  ];
  return (
    <>
      {columns.map(({ name, counts }) => (
        <Bar key={name} name={name} counts={counts} />
      ))}
      <table cellspacing="0" cellpadding="0" style={{ ...table, marginTop: '8px' }}>
        <thead>
          <tr>
            <th scope="col" style={headCell}>
              Sentimen
            </th>
            {columns.flatMap(({ name }) => [
              <th key={name} scope="col" style={{ ...headCell, textAlign: 'right' }}>
                {name}
              </th>,
              <th key={`${name} share`} scope="col" class="wide" style={{ ...headCell, textAlign: 'right' }}>
                %
              </th>,
              <th key={`${name} change`} scope="col" style={{ ...headCell, textAlign: 'right' }}>
                Δ kemarin
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {sentimentRows.map(({ key, name }) => (
            <tr key={key}>
              <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: '400' }}>
                <span
                  style={{
                    display: 'inline-block',
                    width: '9px',
                    height: '9px',
                    marginRight: '8px',
                    background: sentimentColours[key],
                  }}
                />
                {name}
              </th>
              {columns.flatMap(({ name: column, counts, before }) => [
                <td key={column} style={numberCell}>
                  {formatNumber(counts[key])}
                </td>,
                <td key={`${column} share`} class="wide" style={{ ...numberCell, color: colours.quiet }}>
                  {sayPercent(counts[key], totalOf(counts))}
                </td>,
                <td key={`${column} change`} style={{ ...numberCell, color: colours.quiet }}>
                  {sayDelta(counts[key], before[key])}
                </td>,
              ])}
            </tr>
          ))}
          <tr>
            <th scope="row" style={{ ...cell, textAlign: 'left' }}>
              Jumlah
            </th>
            {columns.flatMap(({ name, counts, before }) => [
              <td key={name} style={{ ...numberCell, fontWeight: '600' }}>
                {formatNumber(totalOf(counts))}
              </td>,
              <td key={`${name} share`} class="wide" style={numberCell} />,
              <td key={`${name} change`} style={{ ...numberCell, color: colours.quiet }}>
                {sayDelta(totalOf(counts), totalOf(before))}
              </td>,
            ])}
          </tr>
        </tbody>
      </table>
    </>
  );
}

function Bar({ name, counts }: { name: string; counts: SentimentCounts }): JSX.Element | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const parts = sentimentRows.filter(({ key }) => counts[key] > 0);
  return (
    <table
      role="presentation"
      cellspacing="0"
      cellpadding="0"
      style={{ width: '100%', borderCollapse: 'collapse', marginBottom: '6px' }}
    >
      <tbody>
        <tr>
          <td style={{ width: '96px', fontSize: '12px', color: colours.quiet }}>{name}</td>
          {parts.map(({ key, name: row }) => (
            <td
              key={key}
              title={`${row}: ${formatNumber(counts[key])}`}
              style={{
                width: `${((counts[key] / total) * 86).toFixed(2)}%`,
                height: '14px',
                background: sentimentColours[key],
              }}
            />
          ))}
        </tr>
      </tbody>
    </table>
  );
}
