import { z } from 'zod';
import type { KeywordPack } from '../../core/keyword-pack.ts';
import { countDirections, countHits, type HitPeriod } from '../../store/count-hits.ts';
import { listPacks } from '../../store/keyword-packs.ts';
import { listSightings, type PackSighting } from '../../store/list-hits.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { type CsvShape, defineRoute } from '../route.ts';
import { type Body, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';
import { neutrality, sighting } from '../schemas/election.ts';
import { keywordPack, packSummary, storedPack } from '../schemas/keyword-pack.ts';
import { packLinesBody, savedPackLines } from '../schemas/pack-lines.ts';
import {
  dropPack,
  isElection,
  loadPack,
  packId,
  removedPack,
  savedPack,
  storeLines,
  storePack,
  toStored,
  toSummary,
} from './keyword-packs.ts';

const access = 'election' as const;
const thresholds =
  'Satu calon disebut: arah mengikuti sentimen dengan keyakinan paling sedikit 0,5. Beberapa calon disebut: kata bermuatan dihitung untuk ' +
  'calon yang disebut paling dekat (paling jauh 160 karakter); jumlah bobot paling sedikit 0,5 ke satu arah. Selain itu: neither. Sama untuk semua calon.';

const sightingCsv: CsvShape<Body<typeof sighting>> = {
  filename: 'pantauan-pemilu.csv',
  columns: [
    { header: 'publishedAt', value: (item) => item.publishedAt },
    { header: 'platform', value: (item) => item.platform },
    { header: 'medium', value: (item) => item.medium },
    { header: 'url', value: (item) => item.url },
    { header: 'hoaxClass', value: (item) => item.hoaxClass },
    { header: 'themes', value: ({ keywords }) => [...new Set(keywords.map(({ theme }) => theme))].join(', ') },
    { header: 'keywords', value: ({ keywords }) => keywords.map(({ keyword }) => keyword).join(', ') },
    { header: 'context', value: ({ keywords }) => sayContext(keywords[0]) },
    { header: 'candidates', value: ({ candidates }) => candidates.map((c) => `${c.id}: ${c.direction}`).join(', ') },
    { header: 'answer', value: ({ answers }) => answers.find(({ kind }) => kind === 'match')?.url ?? null },
  ],
};

/** What the election desk reads and changes. Every use leaves a line on the audit trail, which names packs and never authors. */
export const electionRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/election/packs',
    tag: 'election',
    summary: 'Keyword packs of election stages.',
    access,
    input: z.strictObject({}),
    output: pageOf(packSummary),
    trailOf: () => ({ object: 'packs', detail: {} }),
    async handle(_input, deps) {
      const packs = (await listPacks(deps.db)).filter(({ pack }) => isElection(pack));
      return { items: packs.map((stored) => toSummary(stored, deps)), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/election/packs/:id',
    tag: 'election',
    summary: 'One pack with its words and candidates, as a file that another office can import.',
    access,
    input: packId,
    output: storedPack,
    trailOf: ({ id }) => ({ object: `pack:${id}`, detail: { what: 'words' } }),
    async handle({ id }, deps) {
      return toStored(await loadPack(deps, id, true), deps);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/election/packs/:id',
    tag: 'election',
    summary:
      'Stores a pack of an election stage; what was published in its days and the last 92 is held against it again.',
    access,
    input: packId,
    body: keywordPack,
    output: savedPack,
    write: ({ input, body, who }, deps) => storePack(input.id, parseBody(keywordPack, body), who, deps, true),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/election/packs',
    tag: 'election',
    summary: 'Stores a pack of an election stage that is written as lines of text.',
    access,
    input: z.strictObject({}),
    body: packLinesBody,
    output: savedPackLines,
    write: ({ body, who }, deps) => storeLines(body, who, deps, true),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/election/packs/:id',
    tag: 'election',
    summary: 'Removes a pack of an election stage and its hits; the audit trail keeps what it was.',
    access,
    input: packId,
    body: null,
    output: removedPack,
    write: ({ input, who }, deps) => dropPack(input.id, who, deps, true),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/election/packs/:id/hits',
    tag: 'election',
    summary: 'What the pack has found, newest first: the claim with its context, and never who wrote it.',
    access,
    input: packId.extend({ theme: word.optional(), ...period, ...paging }),
    output: pageOf(sighting),
    csv: sightingCsv,
    trailOf: ({ id, theme, from, to }) => ({
      object: `pack:${id}`,
      detail: { what: 'hits', filters: present({ theme, from, to }) },
    }),
    async handle({ id, theme, from, to, limit, cursor }, deps) {
      await loadPack(deps, id, true);
      const filters = present({ theme, cursor, ...toPeriod({ from, to }, deps.region.timezone) });
      const { items, next } = await listSightings(deps.db, { packId: id, limit, ...filters });
      return { items: items.map(toBody), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/election/packs/:id/neutrality',
    tag: 'election',
    summary: 'Counts by theme and day, and for, against and neither per candidate, with the same thresholds for all.',
    access,
    input: packId.extend(period),
    output: neutrality,
    trailOf: ({ id, from, to }) => ({
      object: `pack:${id}`,
      detail: { what: 'neutrality', filters: present({ from, to }) },
    }),
    async handle({ id, from, to }, deps) {
      const { pack } = await loadPack(deps, id, true);
      return report(pack, toPeriod({ from, to }, deps.region.timezone), deps);
    },
  }),
];

async function report(pack: KeywordPack, within: HitPeriod, { db, region }: ApiDeps): Promise<Body<typeof neutrality>> {
  const counts = await countHits(db, pack.id, within, region.timezone);
  const found = new Map((await countDirections(db, pack.id, within)).map((candidate) => [candidate.id, candidate]));
  const none = { for: 0, against: 0, neither: 0 };
  return {
    packId: pack.id,
    from: within.from ?? null,
    to: within.to ?? null,
    ...counts,
    candidates: pack.candidates.map(({ id, name }) => ({
      id,
      name,
      mentions: found.get(id)?.mentions ?? none,
      claims: found.get(id)?.claims ?? none,
    })),
    thresholds,
  };
}

function toBody(item: PackSighting): Body<typeof sighting> {
  return item as Body<typeof sighting>;
}

function sayContext(first: PackSighting['keywords'][number] | undefined): string | null {
  return first === undefined ? null : `${first.before}${first.hit}${first.after}`;
}
