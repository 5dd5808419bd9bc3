import type { Digest } from '../../core/digest.ts';
import { analysisBlocks, recommendationBlocks } from './analysis.ts';
import type { ReportDocument } from './blocks.ts';
import { clippingBlocks } from './clippings.ts';
import { coverageBlocks } from './coverage.ts';
import { followUpBlocks, hoaxBlocks } from './follow-ups.ts';
import { negativeBlocks, positiveBlocks, potentialBlocks } from './issues.ts';
import type { DocumentLimits } from './limits.ts';
import { toMasthead } from './masthead.ts';
import { sectionTitles } from './sections.ts';
import { sentimentBlocks } from './sentiment.ts';
import { summaryBlocks } from './summary.ts';

/** The report as masthead and eleven sections, for HTML, PDF and DOCX alike. */
export function toDocument(digest: Digest, limits: DocumentLimits): ReportDocument {
  return {
    ...toMasthead(digest),
    sections: [
      { title: sectionTitles.summary, blocks: summaryBlocks(digest, limits) },
      { title: sectionTitles.sentiment, blocks: sentimentBlocks(digest, limits) },
      { title: sectionTitles.negative, blocks: negativeBlocks(digest, limits) },
      { title: sectionTitles.analysis, blocks: analysisBlocks(digest, limits) },
      { title: sectionTitles.recommendations, blocks: recommendationBlocks(digest, limits) },
      { title: sectionTitles.potential, blocks: potentialBlocks(digest, limits) },
      { title: sectionTitles.hoaxes, blocks: hoaxBlocks(digest, limits) },
      { title: sectionTitles.followUps, blocks: followUpBlocks(digest, limits) },
      { title: sectionTitles.positive, blocks: positiveBlocks(digest, limits) },
      { title: sectionTitles.clippings, blocks: clippingBlocks(digest, limits) },
      { title: sectionTitles.coverage, blocks: coverageBlocks(digest, limits) },
    ],
  };
}
