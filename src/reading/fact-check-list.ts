import { load } from 'cheerio';
import { SourceError } from '../core/errors.ts';
import type { FactCheckItem, FactCheckListDocument, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { parseDate } from './dates.ts';
import { describeText } from './feed.ts';
import { toPlainText } from './html-text.ts';
import { checkPage } from './page.ts';

const entryLine = /^\(?\s*(GFD-\d{4}-\d{3,7})\s*\)?\s*[-–:]?\s*(.*)$/;
const labelLine = /^(sumber|tanggal (?:publish|publikasi|terbit))\s*:\s*(.*)$/i;
const sectionLine = /^(berita|narasi|hasil cek fakta|kesimpulan|rujukan)\s*(?::\s*(.*))?$/i;

type Section = 'claim' | 'finding' | 'conclusion' | 'rest';
const sections: Readonly<Record<string, Section>> = {
  berita: 'claim',
  narasi: 'claim',
  'hasil cek fakta': 'finding',
  kesimpulan: 'conclusion',
  rujukan: 'rest',
};

interface Entry {
  readonly id: string;
  title: string;
  spreadOn: string;
  date: string;
  section: Section | null;
  readonly texts: Record<Section, string[]>;
}

/**
 * The database of fact checks that TurnBackHoax keeps. Read by its words, not by its markup: each entry begins with its number
 * (`(GFD-2026-31395) [SALAH] …`) and has labelled lines and sections.
 * @param html decoded and repaired
 * @throws SourceError `changed` for a hostile page, or one without any entry
 */
export function parseFactCheckList(html: string, hints: ReadHints): FactCheckListDocument {
  checkPage(html);
  const entries = new Map<string, Entry>();
  let entry = null as Entry | null;
  for (const line of toPlainText(html, 1).split('\n')) {
    const [, id, title = ''] = entryLine.exec(line) ?? [];
    if (id !== undefined) {
      entry = id === entry?.id ? entry : freshEntry(id);
      if (title !== '') entry.title = title;
      // A menu may name an entry before it is told: the one that tells more is kept.
      const known = entries.get(id);
      if (known === undefined || known.section === null) entries.set(id, entry);
    } else if (entry !== null) readLine(entry, line);
  }
  if (entries.size === 0) throw new SourceError('changed', `no list of fact checks: ${describeText(html)}`);
  const links = readLinks(html, hints.url);
  const items = [...entries.values()].flatMap((found) =>
    found.title === '' ? [] : toItem(found, links.get(found.id) ?? null, hints.zone),
  );
  return { items, rejected: entries.size - items.length };
}

function freshEntry(id: string): Entry {
  const texts = { claim: [], finding: [], conclusion: [], rest: [] };
  return { id, title: '', spreadOn: '', date: '', section: null, texts };
}

function readLine(entry: Entry, line: string): void {
  const [, label, value = ''] = labelLine.exec(line) ?? [];
  const [, heading, rest] = sectionLine.exec(line) ?? [];
  if (label !== undefined && entry.section === null) {
    if (label.toLowerCase() === 'sumber') entry.spreadOn = value;
    else entry.date = value;
  } else if (heading !== undefined) {
    entry.section = sections[heading.toLowerCase()] ?? 'rest';
    if (rest) entry.texts[entry.section].push(rest);
  } else if (entry.section !== null) entry.texts[entry.section].push(line);
  // Titles on a line of their own begin with the verdict; whatever else follows a bare number is none.
  else if (entry.title === '' && line.startsWith('[')) entry.title = line;
}

function toItem({ id, title, spreadOn, date, texts }: Entry, url: string | null, zone: string): FactCheckItem {
  const textOf = (section: Section) => texts[section].join('\n') || null;
  return {
    id,
    url,
    title,
    date: parseDate(date, zone),
    spreadOn: spreadOn || null,
    claim: textOf('claim'),
    finding: textOf('finding'),
    conclusion: textOf('conclusion'),
  };
}

/** Links by the number that their text, their address or the heading around them names. */
function readLinks(html: string, base: string): ReadonlyMap<string, string> {
  const $ = load(html);
  const links = new Map<string, string>();
  for (const element of $('a[href]').toArray()) {
    const anchor = $(element);
    const id = /GFD-\d{4}-\d{3,7}/.exec(
      `${anchor.text()} ${anchor.attr('href')} ${anchor.closest('h1,h2,h3,h4,h5').text()}`,
    )?.[0];
    const url = resolveAddress(anchor.attr('href'), base);
    if (id !== undefined && url !== null && !links.has(id)) links.set(id, url);
  }
  return links;
}
