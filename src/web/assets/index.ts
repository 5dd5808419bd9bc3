import { createHash } from 'node:crypto';
import { emblem } from './emblem.ts';
import { script } from './script.ts';
import { triageScript } from './script-triage.ts';
import { uploadScript } from './script-upload.ts';
import { apiStyle } from './style-api.ts';
import { baseStyle } from './style-base.ts';
import { lexiconStyle } from './style-lexicon.ts';
import { mentionStyle } from './style-mentions.ts';
import { pageStyle } from './style-pages.ts';
import { partStyle } from './style-parts.ts';
import { peopleStyle } from './style-people.ts';
import { privacyStyle } from './style-privacy.ts';
import { sourceStyle } from './style-sources.ts';
import { viewStyle } from './style-views.ts';
import { workStyle } from './style-work.ts';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const style = [
  baseStyle,
  partStyle,
  pageStyle,
  workStyle,
  sourceStyle,
  viewStyle,
  peopleStyle,
  mentionStyle,
  privacyStyle,
  lexiconStyle,
  apiStyle,
].join('\n');
const scripts = [script, uploadScript, triageScript].join('\n');

/** The name changes with the content, so that browsers may keep it for ever. */
function named(name: string, ending: string, body: string): string {
  return `/aset/${name}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`;
}

export const stylePath = named('kentongan', 'css', style);
export const scriptPath = named('kentongan', 'js', scripts);
export const emblemPath = '/aset/lambang.svg';

/** Files of the dashboard, kept in the program so that there is nothing to copy when it is built. */
export const assets: readonly Asset[] = [
  { path: stylePath, type: 'text/css', body: style },
  { path: scriptPath, type: 'text/javascript', body: scripts },
  { path: emblemPath, type: 'image/svg+xml', body: emblem },
];
