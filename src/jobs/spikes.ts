import type { Spike } from '../core/spike.ts';
import { districtOf } from '../issues/signature.ts';
import { findSpikes, type SpikeMention, spansCompared } from '../issues/spikes.ts';
import type { Db } from '../store/schema.ts';
import { listSpikeKeywords, listSpikeRows, type SpikeRow, saveSpikes } from '../store/spikes.ts';
import { isSocial } from './digest-counts.ts';

const hourMs = 3_600_000;

/** Read at a time, so that pages are answered in between. The media write little of all. */
const portionMs = { social: hourMs, news: 4 * hourMs } as const;

/** Looks for spikes as of now, remembers them for the reports, and gives those that go on. */
export async function watchSpikes(
  db: Db,
  districts: ReadonlyMap<string, string>,
  now: Date,
): Promise<readonly Spike[]> {
  const social = (await readSpans(db, 'social', now)).filter((row) => isSocial(row));
  const news = (await readSpans(db, 'news', now)).filter((row) => !isSocial(row));
  const since = spansCompared('news', now)[0]?.from ?? now.toISOString();
  const keywords = await listSpikeKeywords(db, since);
  const toMention = ({ publishedAt, placeCode, placeName, ...row }: SpikeRow): SpikeMention => {
    // Complaints from three villages of one district are one district's complaints.
    const district = placeCode === null ? null : districtOf(placeCode);
    return {
      id: row.id,
      issueId: row.issueId,
      at: publishedAt,
      channel: isSocial(row) ? 'social' : 'news',
      publisher: row.publisher,
      sourceSince: row.sourceSince,
      topic: row.topic,
      agency: row.agency,
      placeCode: district,
      placeName: district === null ? null : (districts.get(district) ?? placeName),
      keywords: keywords.get(row.id) ?? [],
      negative: row.negative,
    };
  };
  const spikes = findSpikes([...social, ...news].map(toMention), now);
  await saveSpikes(db, spikes, now);
  return spikes;
}

async function readSpans(db: Db, channel: SpikeMention['channel'], now: Date): Promise<readonly SpikeRow[]> {
  const rows: SpikeRow[] = [];
  for (const { from, to } of spansCompared(channel, now)) {
    for (let at = Date.parse(from); at < Date.parse(to); at += portionMs[channel]) {
      const portion = {
        from: new Date(at).toISOString(),
        to: new Date(Math.min(Date.parse(to), at + portionMs[channel])).toISOString(),
      };
      rows.push(...(await listSpikeRows(db, portion, channel === 'news')));
    }
  }
  return rows;
}
