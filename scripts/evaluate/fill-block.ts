import { readFileSync, writeFileSync } from 'node:fs';

/** Puts made text between `<!-- NAME -->` and `<!-- /NAME -->` of a page. @throws when the page has no such block */
export function fillBlock(path: string, name: string, made: string): void {
  writeFileSync(path, withBlock(readFileSync(path, 'utf8'), name, made));
}

export function withBlock(page: string, name: string, made: string): string {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(opening);
  const end = page.indexOf(closing);
  if (start < 0 || end < start) throw new Error(`the page has no block ${opening} … ${closing}`);
  return `${page.slice(0, start + opening.length)}\n${made.trim()}\n${page.slice(end)}`;
}

/** What stands in a block; null when the page has none. */
export function readBlock(page: string, name: string): string | null {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(opening);
  const end = page.indexOf(closing);
  return start < 0 || end < start ? null : page.slice(start + opening.length, end).trim();
}
