import type { ComponentChildren, JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { Digest, DigestIssue } from '../core/digest.ts';
import { formatDate, formatDateTime, formatNumber } from '../core/time.ts';
import { topicNames } from '../core/topics.ts';
import { BriefIssue, ClippingTable, CoverageTable, PriorityIssue } from './digest-parts.tsx';
import { colours, fontFamily, printSheet } from './digest-style.ts';
import { SentimentTable, Tiles } from './sentiment-table.tsx';
import { emptySentences, sayOverview, sayPeriod, saySpread, sayTrend, stateNames } from './wording.ts';

/** Negative issues shown in full; further ones in two lines each. */
const maxFull = 8;
/** Clippings shown in the mail; the rest is counted. */
const maxClippings = 120;

/** The report as one HTML document, for mail, screen and paper: no scripts, no images, nothing loaded; all text is escaped. */
export function renderDigestHtml(digest: Digest): string {
  return `<!doctype html>${render(DigestPage({ digest }))}`;
}

function DigestPage({ digest }: { digest: Digest }): JSX.Element {
  const name = `Laporan Harian Monitoring Isu ${digest.regionName}, ${formatDate(digest.date)}`;
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{name}</title>
        {/* Our own constant, not data. */}
        <style dangerouslySetInnerHTML={{ __html: printSheet }} />
      </head>
      <body style={{ margin: '0', padding: '20px 8px', background: colours.page, color: colours.ink, fontFamily }}>
        <table
          class="sheet"
          role="presentation"
          cellspacing="0"
          cellpadding="0"
          style={{
            width: '100%',
            maxWidth: '760px',
            margin: '0 auto',
            background: '#ffffff',
            border: `1px solid ${colours.line}`,
            borderCollapse: 'separate',
          }}
        >
          <tbody>
            <Header digest={digest} />
            <tr>
              <td style={{ padding: '4px 32px 28px' }}>
                <Sections digest={digest} />
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

function Header({ digest }: { digest: Digest }): JSX.Element {
  return (
    <>
      {digest.demo ? (
        <tr>
          <td style={{ background: colours.ink, color: '#ffffff', padding: '8px 32px', fontSize: '13px' }}>
            INI DEMO: kabupaten, media, dan kejadian dalam laporan ini rekaan.
          </td>
        </tr>
      ) : null}
      <tr>
        <td
          style={{
            padding: '26px 32px 18px',
            borderTop: `6px solid ${colours.accent}`,
            borderBottom: `1px solid ${colours.line}`,
          }}
        >
          <div
            style={{ fontSize: '13px', letterSpacing: '0.12em', color: colours.quiet }}
          >{`PEMERINTAH ${digest.regionName.toUpperCase()}`}</div>
          <h1 style={{ margin: '4px 0 8px', fontSize: '25px', lineHeight: '1.2', color: colours.accent }}>
            Laporan Harian Monitoring Isu
          </h1>
          <div style={{ fontSize: '16px', fontWeight: '600' }}>{formatDate(digest.date)}</div>
          <div style={{ fontSize: '13px', color: colours.quiet, marginTop: '6px', lineHeight: '1.6' }}>
            {`Periode data ${sayPeriod(digest)}`}
            <br />
            {`Disusun otomatis ${formatDateTime(digest.madeAt, digest.timezone)} · leksikon ${digest.lexicon}`}
          </div>
          {digest.complete ? null : (
            <div style={{ marginTop: '10px', fontSize: '13px', color: colours.yellow, fontWeight: '600' }}>
              Laporan sementara: periode belum berakhir.
            </div>
          )}
        </td>
      </tr>
    </>
  );
}

function Sections({ digest }: { digest: Digest }): JSX.Element {
  const { negative, potential, hoaxes, followUps, positive, clippings } = digest;
  return (
    <>
      <Section number={1} title="Ringkasan eksekutif">
        <p style={{ margin: '0 0 14px', fontSize: '15px', lineHeight: '1.6' }}>{sayOverview(digest).join(' ')}</p>
        <Tiles digest={digest} />
        {negative.length === 0 ? null : (
          <ol style={{ margin: '14px 0 0', padding: '0 0 0 20px', fontSize: '14px', lineHeight: '1.55' }}>
            {negative.slice(0, 5).map(({ issue, count }) => (
              <li key={issue.id} style={{ marginBottom: '4px' }}>
                <strong>{issue.title}</strong>
                {` – ${formatNumber(count)} sebutan; ${stateNames[issue.state]}`}
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section number={2} title="Rekapitulasi sentimen">
        <SentimentTable digest={digest} />
        <p style={{ margin: '10px 0 0', fontSize: '13px', color: colours.quiet }}>
          {digest.topWords.length === 0
            ? emptySentences.topWords
            : `Kata yang menonjol: ${digest.topWords.map(({ word, count }) => `${word} (${formatNumber(count)})`).join(', ')}.`}
        </p>
      </Section>
      <Section number={3} title="Isu negatif prioritas">
        <Entries
          of={negative.slice(0, maxFull)}
          empty={emptySentences.negative}
          show={(entry) => <PriorityIssue key={entry.issue.id} entry={entry} timezone={digest.timezone} />}
        />
        {negative.slice(maxFull).map((entry) => (
          <BriefIssue
            key={entry.issue.id}
            entry={entry}
            colour={colours.red}
            note={`${topicNames[entry.issue.topic]} · ${saySpread(entry)} · ${sayTrend(entry)}`}
          />
        ))}
      </Section>
      <Section number={4} title="Potensi isu">
        <Entries
          of={potential}
          empty={emptySentences.potential}
          show={(entry) => (
            <BriefIssue
              key={entry.issue.id}
              entry={entry}
              colour={colours.yellow}
              note={`${topicNames[entry.issue.topic]} · ${saySpread(entry)} · ${sayTrend(entry)}`}
            />
          )}
        />
      </Section>
      <Section number={5} title="Hoaks dan klarifikasi">
        <Entries
          of={hoaxes}
          empty={emptySentences.hoaxes}
          show={(entry) => (
            <BriefIssue
              key={entry.issue.id}
              entry={entry}
              colour={colours.red}
              note={`${entry.issue.hoaxCount > 0 ? `${formatNumber(entry.issue.hoaxCount)} sebutan berisi klaim` : 'klarifikasi'} · ${sayTrend(entry)}`}
            />
          )}
        />
      </Section>
      <Section number={6} title="Tindak lanjut isu sebelumnya">
        <Entries
          of={followUps}
          empty={emptySentences.followUps}
          show={(entry) => (
            <BriefIssue
              key={entry.issue.id}
              entry={entry}
              colour={colours.accent}
              note={`${sayTrend(entry)} · ${stateNames[entry.issue.state]}`}
            />
          )}
        />
      </Section>
      <Section number={7} title="Isu positif">
        <Entries
          of={positive}
          empty={emptySentences.positive}
          show={(entry) => (
            <BriefIssue
              key={entry.issue.id}
              entry={entry}
              colour={colours.green}
              note={`${topicNames[entry.issue.topic]} · ${saySpread(entry)}`}
            />
          )}
        />
      </Section>
      <Section number={8} title="Klipping">
        {clippings.length === 0 ? (
          <Empty>{emptySentences.clippings}</Empty>
        ) : (
          <ClippingTable clippings={clippings.slice(0, maxClippings)} timezone={digest.timezone} />
        )}
        {clippings.length > maxClippings ? (
          <Empty>{`… dan ${formatNumber(clippings.length - maxClippings)} lagi.`}</Empty>
        ) : null}
      </Section>
      <Section number={9} title="Cakupan dan kualitas data">
        <CoverageTable digest={digest} />
      </Section>
    </>
  );
}

function Section({
  number,
  title,
  children,
}: {
  number: number;
  title: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section>
      <h2
        style={{
          margin: '26px 0 12px',
          paddingBottom: '6px',
          fontSize: '16px',
          color: colours.accent,
          borderBottom: `2px solid ${colours.accent}`,
        }}
      >
        {`${number}. ${title}`}
      </h2>
      {children}
    </section>
  );
}

function Entries(props: {
  of: readonly DigestIssue[];
  empty: string;
  show: (entry: DigestIssue) => JSX.Element;
}): JSX.Element {
  return props.of.length === 0 ? <Empty>{props.empty}</Empty> : <div>{props.of.map(props.show)}</div>;
}

function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <p style={{ margin: '0', fontSize: '14px', color: colours.quiet }}>{children}</p>;
}
