import type { JSX } from 'preact';
import type { AlertContent, AlertQuote } from './alert-content.ts';

const font = { fontFamily: "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" };
const colours = {
  MERAH: { strong: '#b3261e', soft: '#fdecea' },
  KUNING: { strong: '#8a5a00', soft: '#fff4d6' },
} as const;

/** Styles are attributes and the layout is a table, because that is what mail programs show. No image, no script. */
export function AlertMail(props: { content: AlertContent; regionName: string; demoLine: string | null }): JSX.Element {
  const { content, regionName, demoLine } = props;
  const colour = colours[content.level];
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${content.level}: ${content.title}`}</title>
      </head>
      <body style={{ margin: '0', padding: '16px', background: '#f3f4f6', color: '#1f2937', ...font }}>
        <table
          role="presentation"
          cellspacing="0"
          cellpadding="0"
          style={{
            width: '100%',
            maxWidth: '640px',
            margin: '0 auto',
            background: '#ffffff',
            borderRadius: '8px',
            borderCollapse: 'separate',
            overflow: 'hidden',
          }}
        >
          <tbody>
            {demoLine === null ? null : (
              <tr>
                <td style={{ background: '#1f2937', color: '#ffffff', padding: '8px 24px', fontSize: '13px' }}>
                  {demoLine}
                </td>
              </tr>
            )}
            <tr>
              <td style={{ background: colour.strong, color: '#ffffff', padding: '16px 24px' }}>
                <div style={{ fontSize: '12px', letterSpacing: '0.08em' }}>
                  {`PERINGATAN ISU ${content.level}${content.isRepeat ? ' · LANJUTAN' : ''} · ${regionName}`}
                </div>
                <div style={{ fontSize: '20px', fontWeight: '600', lineHeight: '1.3', marginTop: '4px' }}>
                  {content.title}
                </div>
              </td>
            </tr>
            <tr>
              <td style={{ padding: '16px 24px 4px' }}>
                <table cellspacing="0" cellpadding="0" style={{ width: '100%', fontSize: '14px', lineHeight: '1.5' }}>
                  <tbody>
                    {content.fields.slice(1).map(({ name, value }) => (
                      <tr key={name}>
                        <th
                          scope="row"
                          style={{
                            width: '128px',
                            padding: '4px 12px 4px 0',
                            textAlign: 'left',
                            verticalAlign: 'top',
                            color: '#6b7280',
                            fontWeight: '400',
                          }}
                        >
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
                {content.quotes.map((quote, index) => (
                  <Quote key={index} quote={quote} border={colour.strong} background={colour.soft} />
                ))}
                {content.more === null ? null : (
                  <p style={{ margin: '20px 0 4px' }}>
                    <a
                      href={content.more.href}
                      style={{
                        background: '#1f2937',
                        color: '#ffffff',
                        padding: '10px 16px',
                        borderRadius: '6px',
                        textDecoration: 'none',
                        fontSize: '14px',
                      }}
                    >
                      Buka isu di Kentongan
                    </a>
                    <span style={{ color: '#6b7280', fontSize: '12px', marginLeft: '10px' }}>{content.more.host}</span>
                  </p>
                )}
              </td>
            </tr>
            <tr>
              <td
                style={{
                  padding: '12px 24px',
                  background: '#f9fafb',
                  color: '#6b7280',
                  fontSize: '12px',
                  lineHeight: '1.5',
                }}
              >
                Pesan otomatis dari Kentongan. Penilaian dibuat oleh mesin dari kata-kata dalam teks; periksa sumbernya
                sebelum bertindak.
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
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
            <a href={quote.link.href} style={{ color: '#1d4ed8' }}>
              {quote.link.host}
            </a>
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
