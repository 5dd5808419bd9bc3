import type { JSX } from 'preact';
import type { AlertContent } from './alert-content.ts';
import { Answer } from './alert-mail.tsx';
import { type AlertList, type Frame, factsOf, moreLine } from './alert-text.ts';
import { HostLink, LinkButton, levelColours, MailFrame } from './mail-frame.tsx';

/** The mail about several alerts. */
export function AlertListMail(props: { list: AlertList; tag: string; frame: Frame }): JSX.Element {
  const { list, tag, frame } = props;
  return (
    <MailFrame
      level={list.entries[0]?.level ?? 'KUNING'}
      kicker={`PERINGATAN ${tag.toUpperCase()}`}
      title={list.summary}
      frame={frame}
    >
      <tr>
        <td style={{ padding: '8px 24px 16px' }}>
          {list.entries.map((entry, index) => (
            <Entry key={index} entry={entry} />
          ))}
          {list.more === 0 ? null : <p style={{ fontSize: '14px', fontWeight: '600' }}>{moreLine(list.more)}</p>}
          {list.allLink === null ? null : <LinkButton link={list.allLink} label="Buka semua peringatan" />}
        </td>
      </tr>
    </MailFrame>
  );
}

function Entry({ entry }: { entry: AlertContent }): JSX.Element {
  const { strong } = levelColours[entry.level];
  const facts = factsOf(entry);
  const link = entry.alertLink ?? entry.quotes[0]?.link ?? null;
  return (
    <div style={{ borderLeft: `3px solid ${strong}`, padding: '2px 0 2px 12px', margin: '12px 0' }}>
      <div style={{ fontSize: '15px', fontWeight: '600' }}>
        <span style={{ color: strong }}>{entry.level}</span>
        {` · ${entry.title}`}
      </div>
      <div style={{ fontSize: '14px', lineHeight: '1.5' }}>{entry.reason}</div>
      <div style={{ fontSize: '12px', color: '#6b7280' }}>
        {facts === '' ? null : `${facts} · `}
        {link === null ? null : <HostLink link={link} />}
      </div>
      {entry.answers.slice(0, 1).map((answer, index) => (
        <Answer key={index} answer={answer} />
      ))}
    </div>
  );
}
