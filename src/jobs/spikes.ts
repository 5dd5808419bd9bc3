import type { Spike } from '../core/spike.ts';
import { districtOf } from '../issues/signature.ts';
import { findSpikes, spikeReachMs } from '../issues/spikes.ts';
import type { Db } from '../store/schema.ts';
import { listSpikeKeywords, listSpikeRows, saveSpikes } from '../store/spikes.ts';
import { isSocial } from './digest-counts.ts';

/** Looks for spikes as of now, remembers them for the reports, and gives those that go on. */
export async function watchSpikes(
  db: Db,
  districts: ReadonlyMap<string, string>,
  now: Date,
): Promise<readonly Spike[]> {
  const from = new Date(now.getTime() - spikeReachMs).toISOString();
  const rows = await listSpikeRows(db, { from, to: now.toISOString() });
  const keywords = await listSpikeKeywords(db, from);
  const spikes = findSpikes(
    rows.map(({ publishedAt, placeCode, placeName, ...row }) => {
      // Complaints from three villages of one district are one district's complaints.
      const district = placeCode === null ? null : districtOf(placeCode);
      return {
        id: row.id,
        issueId: row.issueId,
        at: publishedAt,
        channel: isSocial(row) ? ('social' as const) : ('news' as const),
        publisher: row.publisher,
        sourceSince: row.sourceSince,
        topic: row.topic,
        agency: row.agency,
        placeCode: district,
        placeName: district === null ? null : (districts.get(district) ?? placeName),
        keywords: keywords.get(row.id) ?? [],
        negative: row.negative,
      };
    }),
    now,
  );
  await saveSpikes(db, spikes, now);
  return spikes;
}
