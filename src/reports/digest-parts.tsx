import type { JSX } from 'preact';
import type { Digest, DigestClipping, DigestIssue } from '../core/digest.ts';
import { toWebLink } from '../core/link.ts';
import { formatDateTime, formatNumber, formatTime, zoneLabel } from '../core/time.ts';
import { type Topic, topicNames } from '../core/topics.ts';
import { cell, colours, headCell, numberCell, sentimentColours, table, textCell } from './digest-style.ts';
import {
  labelNames,
  sayFault,
  sayNoTrouble,
  saySpread,
  sayTrend,
  sourceStatusNames,
  stateNames,
  troubledSources,
} from './wording.ts';

/** A red issue in full: what, how far, where, who, links. */
export function PriorityIssue({ entry, timezone }: { entry: DigestIssue; timezone: string }): JSX.Element {
  const { issue } = entry;
  const facts = [
    ['Sebaran', `${saySpread(entry)}; ${sayTrend(entry)}`],
    ['Pertama muncul', `${formatDateTime(issue.firstAt, timezone)} di ${issue.firstPublisher}`],
    ['Lokasi', entry.places.length === 0 ? 'tidak disebutkan' : entry.places.join(', ')],
    ['OPD terkait', issue.agency ?? 'belum teridentifikasi'],
    ['Topik', topicNames[issue.topic]],
    ['Status', stateNames[issue.state]],
  ] as const;
  return (
    <div class="keep" style={{ borderLeft: `4px solid ${colours.red}`, padding: '2px 0 2px 14px', margin: '0 0 20px' }}>
      <h3 style={{ margin: '0 0 4px', fontSize: '16px', lineHeight: '1.35' }}>{issue.title}</h3>
      {entry.substance === '' ? null : (
        <p style={{ margin: '0 0 8px', fontSize: '14px', lineHeight: '1.6' }}>{entry.substance}</p>
      )}
      <table
        cellspacing="0"
        cellpadding="0"
        style={{ fontSize: '13px', lineHeight: '1.5', borderCollapse: 'collapse' }}
      >
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th
                scope="row"
                style={{
                  width: '112px',
                  textAlign: 'left',
                  fontWeight: '400',
                  color: colours.quiet,
                  verticalAlign: 'top',
                  padding: '1px 10px 1px 0',
                }}
              >
                {name}
              </th>
              <td style={{ verticalAlign: 'top', padding: '1px 0' }}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Links links={entry.links} />
    </div>
  );
}

/** An issue in two lines. */
export function BriefIssue({ entry, colour, note }: { entry: DigestIssue; colour: string; note: string }): JSX.Element {
  const link = entry.links.find(({ url }) => toWebLink(url) !== null);
  return (
    <div class="keep" style={{ borderLeft: `3px solid ${colour}`, padding: '0 0 0 12px', margin: '0 0 10px' }}>
      <div style={{ fontSize: '14px', fontWeight: '600', lineHeight: '1.4' }}>{entry.issue.title}</div>
      <div style={{ fontSize: '13px', color: colours.quiet, lineHeight: '1.5' }}>
        {note}
        {link === undefined ? null : (
          <>
            {' · '}
            <Anchor url={link.url} />
          </>
        )}
      </div>
    </div>
  );
}

function Links({ links }: { links: DigestIssue['links'] }): JSX.Element | null {
  if (links.length === 0) return null;
  return (
    <ul style={{ margin: '6px 0 0', padding: '0 0 0 16px', fontSize: '13px', lineHeight: '1.5' }}>
      {links.map((link, index) => (
        <li key={index}>
          {`${link.publisher}: ${link.title} `}
          <Anchor url={link.url} />
        </li>
      ))}
    </ul>
  );
}

/** A link that shows where it leads. */
function Anchor({ url }: { url: string | null }): JSX.Element | null {
  const link = toWebLink(url);
  if (link === null) return null;
  return (
    <a href={link.href} rel="noreferrer noopener" style={{ color: '#1d5fa8', overflowWrap: 'anywhere' }}>
      {link.host}
    </a>
  );
}

export function ClippingTable(props: { clippings: readonly DigestClipping[]; timezone: string }): JSX.Element {
  const { clippings, timezone } = props;
  const time = `Waktu (${zoneLabel(timezone, new Date(0))})`;
  return (
    <table cellspacing="0" cellpadding="0" style={{ ...table, fontSize: '12px' }}>
      <thead>
        <tr>
          {['No', time, 'Media/akun', 'Judul', 'Nada'].map((name) => (
            <th key={name} scope="col" style={headCell}>
              {name}
            </th>
          ))}
          {['Topik', 'OPD'].map((name) => (
            <th key={name} scope="col" class="wide" style={headCell}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clippings.map((item, index) => (
          <tr key={index}>
            <td style={{ ...numberCell, color: colours.quiet }}>{index + 1}</td>
            <td style={cell}>{item.hasTime ? formatTime(item.at, timezone).slice(0, 5) : '–'}</td>
            <td style={textCell}>{item.publisher}</td>
            <td style={textCell}>
              {`${item.title} `}
              <Anchor url={item.url} />
            </td>
            <td style={{ ...cell, color: toneColour(item.label) }}>{labelNames[item.label] ?? item.label}</td>
            <td class="wide" style={cell}>
              {topicNames[item.topic as Topic] ?? item.topic}
            </td>
            <td class="wide" style={cell}>
              {item.agency ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toneColour(label: string): string {
  if (label === 'negative') return colours.red;
  return label === 'positive' ? sentimentColours.positive : colours.quiet;
}

/** What the report rests on: a quiet day and a broken collector must not look alike. */
export function CoverageTable({ digest }: { digest: Digest }): JSX.Element {
  const { coverage } = digest;
  const troubled = troubledSources(digest);
  const facts = [
    ['Sumber yang dipantau', coverage.sources.length],
    ['Item terbit pada periode', coverage.mentions],
    ['Tidak terkait daerah ini', coverage.notRelevant],
    ['Kiriman berulang digabung', coverage.repeats],
    ['Tak terbaca', coverage.rejected],
    ['Tidak terskor', coverage.unscored],
    ['Disisihkan (spam judi)', coverage.setAside],
  ] as const;
  return (
    <>
      <table cellspacing="0" cellpadding="0" style={{ ...table, fontSize: '13px' }}>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: '400' }}>
                {name}
              </th>
              <td style={numberCell}>{formatNumber(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {troubled.length === 0 ? (
        <p style={{ margin: '10px 0 0', fontSize: '14px', color: colours.quiet }}>{sayNoTrouble(digest)}</p>
      ) : (
        <table cellspacing="0" cellpadding="0" style={{ ...table, fontSize: '13px', marginTop: '12px' }}>
          <thead>
            <tr>
              {['Sumber bermasalah', 'Keadaan', 'Item baru terakhir', 'Keterangan'].map((name) => (
                <th key={name} scope="col" style={headCell}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {troubled.map((source) => (
              <tr key={source.id}>
                <td style={cell}>{source.title}</td>
                <td style={{ ...cell, whiteSpace: 'nowrap' }}>{sourceStatusNames[source.status]}</td>
                <td style={cell}>
                  {source.lastNewItemAt === null ? 'belum ada' : formatDateTime(source.lastNewItemAt, digest.timezone)}
                </td>
                <td style={{ ...cell, color: colours.quiet }}>{sayFault(source.lastError)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
