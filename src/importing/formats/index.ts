import type { ImportFormat } from '../format.ts';
import { apifyFormats } from './apify.ts';
import { brandwatch } from './brandwatch.ts';
import { complaintFormats } from './complaints.ts';
import { crowdtangleFormats } from './crowdtangle.ts';
import { fourCatFormats } from './four-cat.ts';
import { klipping } from './klipping.ts';
import { listeningSheet } from './listening-sheet.ts';
import { meltwater } from './meltwater.ts';
import { ownPosts } from './own-posts.ts';
import { pastedText } from './pasted-text.ts';
import { pdfKlipping } from './pdf-klipping.ts';
import { tiktokResearchFormats } from './tiktok-research.ts';
import { youtubeDataToolsFormats } from './youtube-data-tools.ts';
import { zeeschuimer } from './zeeschuimer.ts';

/** Every format that is known, one file per tool. Of two that fit a file equally well the earlier one is taken. */
export const importFormats: readonly ImportFormat[] = [
  ...fourCatFormats,
  zeeschuimer,
  ...apifyFormats,
  brandwatch,
  meltwater,
  ...crowdtangleFormats,
  ...youtubeDataToolsFormats,
  ...tiktokResearchFormats,
  ...complaintFormats,
  listeningSheet,
  klipping,
  ownPosts,
  pdfKlipping,
  pastedText,
];
