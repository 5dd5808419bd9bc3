import type { JSX } from 'preact';
import { colours } from '../digest-style.ts';
import type { Block, Card, Column, Line, Tile } from '../document/blocks.ts';
import { bare, ground, ink, old } from './cells.ts';

/** Where the page finds a picture: `cid:…` in a mail, `data:…` in a page; null shows its words instead. */
export type SourceOf = (chartId: string) => string | null;

/** A block as tables and paragraphs with styles of their own: what Outlook and the mail apps of phones agree on. */
export function BlockView({ block, sourceOf }: { block: Block; sourceOf: SourceOf }): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return block.tone === null || block.tone === 'quiet' ? (
        <p style={{ margin: '0 0 12px', color: block.tone === null ? colours.ink : colours.quiet }}>
          <Words line={block.line} />
        </p>
      ) : (
        <table role="presentation" {...bare} width="100%" style={{ margin: '0 0 12px' }}>
          <tbody>
            <tr>
              <td style={{ padding: '9px 12px', background: ground[block.tone], color: ink[block.tone] }}>
                <Words line={block.line} />
              </td>
            </tr>
          </tbody>
        </table>
      );
    case 'heading':
      return <h3 style={{ margin: '18px 0 8px', fontSize: '15px', lineHeight: '1.3' }}>{block.text}</h3>;
    case 'list':
      return <ListView ordered={block.ordered} items={block.items} />;
    case 'tiles':
      return <Tiles tiles={block.tiles} />;
    case 'chart':
      return <Chart block={block} sourceOf={sourceOf} />;
    case 'table':
      return <TableView columns={block.columns} rows={block.rows} />;
    case 'card':
      return <CardView card={block} />;
  }
}

export function Words({ line }: { line: Line }): JSX.Element {
  return (
    <>
      {line.map((part, index) => {
        if (typeof part === 'string') return part;
        const style = {
          ...(part.tone === null ? {} : { color: ink[part.tone] }),
          ...(part.bold ? { fontWeight: '600' } : {}),
        };
        if (part.href === null) {
          return (
            <span key={index} style={style}>
              {part.text}
            </span>
          );
        }
        return (
          <a key={index} href={part.href} rel="noreferrer noopener" style={{ ...style, color: '#1d5fa8' }}>
            {part.text}
          </a>
        );
      })}
    </>
  );
}

function ListView({ ordered, items }: { ordered: boolean; items: readonly Line[] }): JSX.Element {
  const style = { margin: '0 0 12px', padding: '0 0 0 22px' };
  const entries = items.map((item, index) => (
    <li key={index} style={{ margin: '0 0 5px' }}>
      <Words line={item} />
    </li>
  ));
  return ordered ? <ol style={style}>{entries}</ol> : <ul style={style}>{entries}</ul>;
}

/** Two in a row, so that they fit a phone without a style sheet. */
function Tiles({ tiles }: { tiles: readonly Tile[] }): JSX.Element {
  const rows = Array.from({ length: Math.ceil(tiles.length / 2) }, (_, index) => tiles.slice(index * 2, index * 2 + 2));
  return (
    <table
      role="presentation"
      {...bare}
      cellspacing="4"
      width="100%"
      style={{ margin: '0 0 10px', borderCollapse: 'separate', borderSpacing: '4px' }}
    >
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map(({ name, value, note, tone }) => (
              <td
                key={name}
                width="50%"
                style={{
                  padding: '8px 12px',
                  borderLeft: `4px solid ${ink[tone]}`,
                  background: ground.quiet,
                  verticalAlign: 'top',
                }}
              >
                <span style={{ fontSize: '23px', lineHeight: '27px', fontWeight: '700', color: ink[tone] }}>
                  {value}
                </span>
                <br />
                <span style={{ fontSize: '13px' }}>{name}</span>
                {note === null ? null : (
                  <span style={{ fontSize: '12px', color: colours.quiet }}>
                    <br />
                    {note}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Chart({ block, sourceOf }: { block: Extract<Block, { kind: 'chart' }>; sourceOf: SourceOf }): JSX.Element {
  const { id, title, alt, width, height } = block.plan;
  const source = sourceOf(id);
  return (
    <>
      <h3 style={{ margin: '18px 0 6px', fontSize: '15px', lineHeight: '1.3' }}>{title}</h3>
      {source === null ? (
        <p style={{ margin: '0 0 12px', color: colours.quiet, fontSize: '13px' }}>{`${alt}.`}</p>
      ) : (
        <p style={{ margin: '0 0 12px' }}>
          <img
            src={source}
            alt={alt}
            width={width}
            height={height}
            style={{
              display: 'block',
              width: '100%',
              maxWidth: `${width + 64}px`,
              height: 'auto',
              fontSize: '12px',
              color: colours.quiet,
            }}
          />
        </p>
      )}
    </>
  );
}

function TableView({ columns, rows }: { columns: readonly Column[]; rows: readonly (readonly Line[])[] }): JSX.Element {
  const minor = (index: number) => (columns[index]?.minor === true ? 'm' : undefined);
  const end = (index: number) =>
    columns[index]?.align === 'right' ? { textAlign: 'right' as const, whiteSpace: 'nowrap' } : {};
  // What every cell needs is said once, by the table: thousands of cells must fit a mail.
  return (
    <table
      {...bare}
      class="t"
      width="100%"
      style={{ margin: '0 0 12px', borderCollapse: 'collapse', fontSize: '13px', lineHeight: '1.4' }}
    >
      <thead>
        <tr>
          {columns.map(({ title }, index) => (
            <th
              key={title + index}
              scope="col"
              class={minor(index)}
              style={{
                padding: '6px',
                borderBottom: `2px solid ${colours.line}`,
                color: colours.quiet,
                fontSize: '12px',
                textAlign: 'left',
                verticalAlign: 'bottom',
                ...end(index),
                whiteSpace: 'normal',
              }}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((line, index) => (
              <td
                key={index}
                class={minor(index)}
                style={{
                  padding: '5px 6px',
                  borderBottom: `1px solid ${colours.line}`,
                  verticalAlign: 'top',
                  ...end(index),
                }}
              >
                <Words line={line} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CardView({ card }: { card: Card }): JSX.Element {
  return (
    <table role="presentation" {...bare} width="100%" class="keep" style={{ margin: '0 0 16px' }}>
      <tbody>
        <tr>
          <td
            {...old({ width: '4', bgcolor: ink[card.tone] })}
            style={{ width: '4px', background: ink[card.tone], fontSize: '1px' }}
          >
            &nbsp;
          </td>
          <td style={{ padding: '0 0 0 12px', verticalAlign: 'top' }}>
            <h3 style={{ margin: '0 0 4px', fontSize: '16px', lineHeight: '1.35' }}>{card.title}</h3>
            {card.text === '' ? null : <p style={{ margin: '0 0 6px' }}>{card.text}</p>}
            <table {...bare} style={{ fontSize: '13px', lineHeight: '1.45' }}>
              <tbody>
                {card.facts.map(([name, line]) => (
                  <tr key={name}>
                    <th
                      scope="row"
                      {...old({ width: '92' })}
                      style={{
                        padding: '1px 8px 1px 0',
                        color: colours.quiet,
                        fontWeight: '400',
                        textAlign: 'left',
                        verticalAlign: 'top',
                      }}
                    >
                      {name}
                    </th>
                    <td style={{ padding: '1px 0', verticalAlign: 'top' }}>
                      <Words line={line} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {card.links.length === 0 ? null : (
              <ul style={{ margin: '5px 0 0', padding: '0 0 0 18px', fontSize: '13px', lineHeight: '1.45' }}>
                {card.links.map((line, index) => (
                  <li key={index}>
                    <Words line={line} />
                  </li>
                ))}
              </ul>
            )}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
