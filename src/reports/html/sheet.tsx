import type { JSX } from 'preact';
import { colours, fontFamily } from '../digest-style.ts';
import type { ReportDocument } from '../document/blocks.ts';
import { BlockView, type SourceOf } from './blocks.tsx';
import { bare, ground, ink, old } from './cells.ts';

export const sheetWidth = 680;

/** The report's page: masthead and sections. */
export function Sheet({ report, sourceOf }: { report: ReportDocument; sourceOf: SourceOf }): JSX.Element {
  return (
    <table
      class="sheet"
      role="presentation"
      {...bare}
      {...old({ width: '100%', align: 'center', bgcolor: '#ffffff' })}
      style={{
        width: '100%',
        maxWidth: `${sheetWidth}px`,
        margin: '0 auto',
        background: '#ffffff',
        fontFamily,
        fontSize: '14px',
        lineHeight: '1.55',
      }}
    >
      <tbody>
        <Masthead report={report} />
        <tr>
          <td class="pad" style={{ padding: '2px 28px 24px' }}>
            {report.sections.map(({ title, blocks }) => (
              <div key={title}>
                <h2
                  style={{
                    margin: '24px 0 12px',
                    paddingBottom: '5px',
                    fontSize: '15px',
                    lineHeight: '1.3',
                    color: colours.accent,
                    borderBottom: `2px solid ${colours.accent}`,
                  }}
                >
                  {title}
                </h2>
                {blocks.map((block, index) => (
                  <BlockView key={index} block={block} sourceOf={sourceOf} />
                ))}
              </div>
            ))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Masthead({ report }: { report: ReportDocument }): JSX.Element {
  const { office, title, day, warnings, standing, facts } = report;
  return (
    <>
      {warnings.map((warning) => (
        <tr key={warning}>
          <td
            class="pad"
            {...old({ bgcolor: colours.ink })}
            style={{ padding: '8px 28px', background: colours.ink, color: '#ffffff' }}
          >
            <strong>{warning}</strong>
          </td>
        </tr>
      ))}
      <tr>
        <td
          class="pad"
          style={{
            padding: '22px 28px 14px',
            borderTop: `6px solid ${colours.accent}`,
            borderBottom: `1px solid ${colours.line}`,
          }}
        >
          <p style={{ margin: '0', fontSize: '13px', letterSpacing: '1px', color: colours.quiet }}>{office}</p>
          <h1 style={{ margin: '3px 0 6px', fontSize: '22px', lineHeight: '1.2', color: colours.accent }}>{title}</h1>
          <p style={{ margin: '0 0 10px', fontSize: '16px', fontWeight: '600' }}>{day}</p>
          <table role="presentation" {...bare} style={{ margin: '0 0 10px' }}>
            <tbody>
              <tr>
                <td
                  style={{
                    padding: '4px 10px',
                    background: ground[standing.tone],
                    color: ink[standing.tone],
                    fontSize: '13px',
                    fontWeight: '600',
                  }}
                >
                  {standing.text}
                </td>
              </tr>
            </tbody>
          </table>
          <p style={{ margin: '0', fontSize: '12px', lineHeight: '1.6', color: colours.quiet }}>
            {facts.map(([name, value], index) => (
              <span key={name}>
                {index === 0 ? null : <br />}
                {`${name}: ${value}`}
              </span>
            ))}
          </p>
        </td>
      </tr>
    </>
  );
}
