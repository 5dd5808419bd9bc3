import { colours } from '../digest-style.ts';
import type { Tone } from '../document/blocks.ts';

/** Colour of words in a tone: dark enough to read on white. */
export const ink: Readonly<Record<Tone, string>> = {
  red: colours.red,
  yellow: '#8a5a12',
  green: colours.green,
  accent: colours.accent,
  quiet: colours.quiet,
};

/** Ground behind a notice of a tone. */
export const ground: Readonly<Record<Tone, string>> = {
  red: '#fbeceb',
  yellow: '#fdf4e3',
  green: '#e9f4ed',
  accent: '#e8f0f5',
  quiet: '#f4f6f8',
};

/** Attributes that Outlook needs where others read styles. */
export const bare = { cellspacing: '0', cellpadding: '0', border: 0 } as const;

/** Attributes that left the standard long ago, and that Outlook reads where it ignores the style. */
export function old(attributes: {
  readonly bgcolor?: string;
  readonly width?: string;
  readonly align?: string;
}): object {
  return attributes;
}
