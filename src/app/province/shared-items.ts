import type { ReadShared } from '../../core/collector.ts';
import { blankPost, type RawPost } from '../../core/mention.ts';
import type { Region } from '../../core/region.ts';
import { listOfferedItems, type OfferedItem } from '../../store/province/offers.ts';
import type { Db } from '../../store/schema.ts';

/** Items looked at in one step. */
const pageSize = 200;

/** Reads what the province's sources brought, with the rights of the regency. @param db of the regency */
export function createSharedReader(db: Db, region: Region): ReadShared {
  const names = namesOf(region);
  return async (source, after, { everything }) => {
    const items = await listOfferedItems(db, source, after, pageSize);
    const wanted = items.filter((item) => everything || names.test(`${item.title ?? ''}\n${item.text}`));
    return {
      posts: wanted.map((item) => toPost(item, source)),
      last: items.at(-1)?.id ?? after,
      more: items.length === pageSize,
    };
  };
}

/** What may be about the regency; whether it is, its scorer says. Names of districts only as such: many regencies have a `Ngoro`. */
function namesOf({ shortName, name, aliases, officials, landmarks, districts }: Region): RegExp {
  const plain = [shortName, name, ...aliases, ...officials, ...landmarks].map(escape);
  const inDistrict = districts.map(({ name: district }) => `(?:kecamatan|kec\\.?) ${literal(district)}`);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...plain, ...inDistrict].join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

function toPost({ id, language, review, ...item }: OfferedItem, source: string): RawPost {
  const { kind, platform, url, title, text, publisher, publishedAt, precision } = item;
  return {
    ...blankPost,
    ...{ kind, platform, url, title, text, publisher, publishedAt, precision, language, review },
    externalId: String(id),
    idScope: `shared:${source}`,
  };
}
