import { z } from 'zod';
import { Selector, WebAddress } from './options.ts';

/** An address of a pack: `{host}` stands for the host of the source, `{page}` for the number of a listing page. */
const PackAddress = z
  .string()
  .refine(
    (text) => WebAddress.safeParse(text.replaceAll('{host}', 'x.test')).success,
    'harus alamat http:// atau https://',
  );

/** One way into a site. The order in which a pack names its ways is the order in which they are tried. */
export const Way = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('feed'), url: PackAddress }),
  z.strictObject({ kind: z.literal('wordpress'), url: PackAddress }),
  z.strictObject({ kind: z.literal('news-sitemap'), url: PackAddress }),
  z.strictObject({ kind: z.literal('listing'), url: PackAddress, link: Selector.optional() }),
]);
export type Way = z.infer<typeof Way>;

/** What is known of a large site or of the software that many sites share: data in `data/site-packs/`, one file each. */
export const SitePack = z.strictObject({
  /** kebab-case, equals the file name. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  /** `kompas.com` is the host and everything under it. Empty for software that many hosts run: only taken by name. */
  hosts: z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/)),
  /** Where what is said here comes from. */
  origin: z.string().min(1),
  /** Day on which somebody last held it against the site itself; null if nobody has. */
  verified: z.iso.date().nullable(),
  ways: z.array(Way).min(1),
  article: z.strictObject({
    title: Selector.optional(),
    text: Selector.optional(),
    date: Selector.optional(),
    author: Selector.optional(),
    /** Blocks that are cut before anything is read. */
    remove: z.array(Selector).default([]),
  }),
  /** What is put behind the address of an article to get the whole of it: `?page=all`, `/all`; null where it is not cut into pages. */
  whole: z
    .string()
    .regex(/^[?/].+$/)
    .nullable(),
  /** Parts of addresses that lead to no news text. */
  skip: z.array(z.string().min(3)).default([]),
  /** What an article that was read well has: characters of text, and a date. */
  expect: z.strictObject({ characters: z.number().int().min(50), date: z.boolean() }),
});
export type SitePack = z.infer<typeof SitePack>;

/** The pack that knows this host best: the longest host that it is or stands under. */
export function findPack(packs: readonly SitePack[], host: string): SitePack | null {
  const known = packs.flatMap((pack) => pack.hosts.map((own) => ({ own, pack })));
  const fits = known.filter(({ own }) => host === own || host.endsWith(`.${own}`));
  return fits.sort((a, b) => b.own.length - a.own.length)[0]?.pack ?? null;
}
