import type { KeywordPack, PackKeyword } from '../../src/core/keyword-pack.ts';

export function makeKeyword(text: string, theme = 'kecurangan', near: readonly string[] = []): PackKeyword {
  return { text, theme, near };
}

export function makePack(overrides: Partial<KeywordPack> = {}): KeywordPack {
  return {
    id: 'uji',
    title: 'Paket uji',
    stage: 'none',
    from: null,
    to: null,
    purpose: 'Uji',
    basis: 'Uji',
    keywords: [makeKeyword('curang')],
    candidates: [],
    ...overrides,
  };
}

/** Invented; nobody real is meant. */
export const candidates = [
  { id: '01', name: 'Sastra Wulung', aliases: ['Bang Sastra', 'paslon 01'] },
  { id: '02', name: 'Laras Tirta Ningrum', aliases: ['Bu Laras', 'paslon 02'] },
] as const;
