import type { JSX } from 'preact';
import type { AlertAnswer, AlertContent, AlertQuote } from './alert-content.ts';
import type { Frame } from './alert-text.ts';
import { HostLink, LinkButton, levelColours, MailFrame } from './mail-frame.tsx';

/** The mail about one alert. */
export function AlertMail(props: { content: AlertContent; tag: string; frame: Frame }): JSX.Element {
  const { content, tag, frame } = props;
  const { strong, soft } = levelColours[content.level];
  return (
    <MailFrame
      level={content.level}
      kicker={`PERINGATAN ${content.subject.toUpperCase()} ${tag.toUpperCase()}`}
      title={content.title}
      frame={frame}
    >
      <tr>
        <td style={{ padding: '16px 24px 4px' }}>
          <table cellspacing="0" cellpadding="0" style={{ width: '100%', fontSize: '14px', lineHeight: '1.5' }}>
            <tbody>
              {content.fields.slice(1).map(({ name, value }) => (
                <tr key={name}>
                  <th scope="row" style={headStyle}>
                    {name}
                  </th>
                  <td style={{ padding: '4px 0', verticalAlign: 'top' }}>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </td>
      </tr>
      <tr>
        <td style={{ padding: '8px 24px 16px' }}>
          {content.answers.map((answer, index) => (
            <Answer key={index} answer={answer} />
          ))}
          {content.quotes.map((quote, index) => (
            <Quote key={index} quote={quote} border={strong} background={soft} />
          ))}
          {content.issueLink === null ? null : <LinkButton link={content.issueLink} label="Buka isu di Kentongan" />}
          {content.alertLink === null ? null : (
            <LinkButton link={content.alertLink} label="Nyatakan sedang ditangani" />
          )}
        </td>
      </tr>
    </MailFrame>
  );
}

const headStyle = {
  width: '128px',
  padding: '4px 12px 4px 0',
  textAlign: 'left',
  verticalAlign: 'top',
  color: '#6b7280',
  fontWeight: '400',
} as const;

export function Answer({ answer }: { answer: AlertAnswer }): JSX.Element {
  return (
    <div style={{ background: '#e8f5e9', borderRadius: '4px', padding: '8px 12px', margin: '8px 0', fontSize: '14px' }}>
      {`✅ ${answer.sentence} `}
      {answer.link === null ? null : <HostLink link={answer.link} />}
    </div>
  );
}

function Quote({ quote, border, background }: { quote: AlertQuote; border: string; background: string }): JSX.Element {
  return (
    <div style={{ borderLeft: `3px solid ${border}`, padding: '2px 0 2px 12px', margin: '12px 0' }}>
      <div style={{ fontSize: '12px', color: '#6b7280' }}>
        {`${quote.publisher} · ${quote.at}`}
        {quote.link === null ? null : (
          <>
            {' · '}
            <HostLink link={quote.link} />
          </>
        )}
      </div>
      {quote.title === null ? null : (
        <div style={{ fontSize: '14px', fontWeight: '600', marginTop: '2px' }}>{quote.title}</div>
      )}
      {quote.excerpt === null ? null : (
        <div style={{ fontSize: '14px', lineHeight: '1.5', marginTop: '2px' }}>{`“${quote.excerpt}”`}</div>
      )}
      {quote.words.length === 0 ? null : (
        <div style={{ fontSize: '12px', marginTop: '4px' }}>
          {'Kata penanda: '}
          {quote.words.map((word) => (
            <span key={word} style={{ background, borderRadius: '3px', padding: '1px 5px', marginRight: '4px' }}>
              {word}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
