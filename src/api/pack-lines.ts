import type { z } from 'zod';
import type { packLinesBody } from './schemas/pack-lines.ts';

type Lines = z.output<typeof packLinesBody>;

/**
 * A pack as an office types it, as the object that `keywordPack` checks: a keyword a line (`kata | tema | kata dekat, kata dekat`), a
 * candidate a line (`01 | Nama | sebutan lain, sebutan lain`). The name of a new pack is made from its title.
 */
export function toPackObject({ id, keywords, candidates, replace: _, ...own }: Lines) {
  const { title, stage, from, to, purpose, basis } = own;
  return {
    ...{ id: id ?? nameOf(title), title, stage, from: from ?? null, to: to ?? null, purpose, basis },
    keywords: rowsOf(keywords).map(([text = '', theme = '', near = '']) => ({ text, theme, near: listOf(near) })),
    candidates: rowsOf(candidates ?? '').map(([number = '', name = '', aliases = '']) => ({
      ...{ id: number, name, aliases: listOf(aliases) },
    })),
  };
}

function nameOf(title: string): string {
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return name === '' ? 'paket' : name;
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => row.split('|').map((cell) => cell.trim()));
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
