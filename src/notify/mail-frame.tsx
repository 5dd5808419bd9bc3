import type { ComponentChildren, JSX } from 'preact';
import type { WebLink } from '../core/link.ts';
import type { LevelName } from './alert-content.ts';
import type { Frame } from './alert-text.ts';
import { closingLine, demoLine } from './message-heading.ts';

const font = { fontFamily: "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" };

export const levelColours: Readonly<Record<LevelName, { readonly strong: string; readonly soft: string }>> = {
  KRISIS: { strong: '#6b0f1a', soft: '#fbe3e6' },
  MERAH: { strong: '#b3261e', soft: '#fdecea' },
  KUNING: { strong: '#8a5a00', soft: '#fff4d6' },
};

/** Styles are attributes and the layout is a table, because that is what mail programs show. No image, no script. */
export function MailFrame(props: {
  level: LevelName;
  /** Above the title: `PERINGATAN ISU MERAH`. */
  kicker: string;
  title: string;
  frame: Frame;
  children: ComponentChildren;
}): JSX.Element {
  const { level, kicker, title, frame } = props;
  const colour = levelColours[level];
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${level}: ${title}`}</title>
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
            {frame.demo ? (
              <tr>
                <td style={{ background: '#1f2937', color: '#ffffff', padding: '8px 24px', fontSize: '13px' }}>
                  {demoLine}
                </td>
              </tr>
            ) : null}
            <tr>
              <td style={{ background: colour.strong, color: '#ffffff', padding: '16px 24px' }}>
                <div style={{ fontSize: '12px', letterSpacing: '0.08em' }}>{`${kicker} · ${frame.regionName}`}</div>
                <div style={{ fontSize: '20px', fontWeight: '600', lineHeight: '1.3', marginTop: '4px' }}>{title}</div>
              </td>
            </tr>
            {frame.note === null ? null : (
              <tr>
                <td style={{ background: colour.soft, padding: '12px 24px', fontSize: '14px', fontWeight: '600' }}>
                  {frame.note}
                </td>
              </tr>
            )}
            {props.children}
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
                {closingLine}
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

/** A link as a button, with the host beside it: a reader sees where it leads. */
export function LinkButton({ link, label }: { link: WebLink; label: string }): JSX.Element {
  return (
    <p style={{ margin: '20px 0 4px' }}>
      <a
        href={link.href}
        style={{
          background: '#1f2937',
          color: '#ffffff',
          padding: '10px 16px',
          borderRadius: '6px',
          textDecoration: 'none',
          fontSize: '14px',
        }}
      >
        {label}
      </a>
      <span style={{ color: '#6b7280', fontSize: '12px', marginLeft: '10px' }}>{link.host}</span>
    </p>
  );
}

/** A link that shows nothing but its host. */
export function HostLink({ link }: { link: WebLink }): JSX.Element {
  return (
    <a href={link.href} style={{ color: '#1d4ed8' }}>
      {link.host}
    </a>
  );
}
