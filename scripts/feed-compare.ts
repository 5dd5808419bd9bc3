import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHTML } from 'entities';

/** Text for comparing: without tags, entities and differences in spaces, so that no reader is blamed for its taste in whitespace. */
export function plain(text: string): string {
  return decodeHTML(decodeHTML(text.replace(/<[^>]*>/g, ' ')))
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}

export function plainLink(link: string): string {
  return link.replaceAll('&amp;', '&').trim();
}

export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  // 99.97 is not 100.
  return part === whole ? '100' : Math.min(share, 99.9).toFixed(1);
}

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
}

export function listFiles(folder: string, ending = '.xml'): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
