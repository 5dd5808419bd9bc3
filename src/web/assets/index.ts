import { createHash } from 'node:crypto';
import { emblem } from './emblem.ts';
import { script } from './script.ts';
import { baseStyle } from './style-base.ts';
import { pageStyle } from './style-pages.ts';
import { partStyle } from './style-parts.ts';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const style = [baseStyle, partStyle, pageStyle].join('\n');

/** The name changes with the content, so that browsers may keep it for ever. */
function named(name: string, ending: string, body: string): string {
  return `/aset/${name}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`;
}

export const stylePath = named('kentongan', 'css', style);
export const scriptPath = named('kentongan', 'js', script);
export const emblemPath = '/aset/lambang.svg';

/** Files of the dashboard, kept in the program so that there is nothing to copy when it is built. */
export const assets: readonly Asset[] = [
  { path: stylePath, type: 'text/css', body: style },
  { path: scriptPath, type: 'text/javascript', body: script },
  { path: emblemPath, type: 'image/svg+xml', body: emblem },
];
