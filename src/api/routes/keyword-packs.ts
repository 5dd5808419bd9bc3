import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import type { KeywordPack } from '../../core/keyword-pack.ts';
import { findNamedElsewhere } from '../../core/pack-rules.ts';
import { isOfferedId, provinceCode } from '../../core/province.ts';
import { findPack, isInForce, listPacks, removePack, type StoredPack, savePack } from '../../store/keyword-packs.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { toPackObject } from '../pack-lines.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import { keywordPack, packSummary, storedPack } from '../schemas/keyword-pack.ts';
import { packLinesBody, savedPackLines } from '../schemas/pack-lines.ts';

export const packId = z.strictObject({ id: z.string().min(1).max(60) });
export const savedPack = z.strictObject({ result: z.enum(['added', 'changed', 'unchanged']) });
export const removedPack = z.strictObject({ removed: z.literal(true) });

export const keywordPackRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/keyword-packs',
    access: 'read',
    tag: 'hoaxes',
    summary: 'Every keyword pack: what is watched, since when, and why.',
    description: 'Words and hits of election packs are for the election desk: `/api/v1/election/packs`.',
    input: z.strictObject({}),
    output: pageOf(packSummary),
    async handle(_input, deps) {
      return { items: (await listPacks(deps.db)).map((stored) => toSummary(stored, deps)), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/keyword-packs/:id',
    access: 'read',
    tag: 'hoaxes',
    summary: 'One keyword pack with its words, as a file that another office can import.',
    input: packId,
    output: storedPack,
    async handle({ id }, deps) {
      return toStored(await loadPack(deps, id, false), deps);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/keyword-packs/:id',
    access: 'hoaxes',
    tag: 'hoaxes',
    summary: 'Stores a keyword pack that has nothing to do with an election.',
    description: 'What was published in the last 92 days is held against it again.',
    input: packId,
    body: keywordPack,
    output: savedPack,
    write: ({ input, body, who }, deps) => storePack(input.id, parseBody(keywordPack, body), who, deps, false),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/keyword-packs',
    access: 'hoaxes',
    tag: 'hoaxes',
    summary: 'Stores a keyword pack that is written as lines of text; not one of an election.',
    input: z.strictObject({}),
    body: packLinesBody,
    output: savedPackLines,
    write: ({ body, who }, deps) => storeLines(body, who, deps, false),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/keyword-packs/:id',
    access: 'hoaxes',
    tag: 'hoaxes',
    summary: 'Removes a pack that has nothing to do with an election, and its hits.',
    input: packId,
    body: null,
    output: removedPack,
    write: ({ input, who }, deps) => dropPack(input.id, who, deps, false),
  }),
];

export function toSummary({ pack, updatedAt }: StoredPack, { now, region }: ApiDeps) {
  const { id, title, stage, from, to, purpose, basis, keywords, candidates } = pack;
  const inForce = isInForce(pack, now(), region.timezone);
  const counts = { keywords: keywords.length, candidates: candidates.length };
  return { id, title, stage, from, to, purpose, basis, inForce, ...counts, updatedAt };
}

export function toStored({ pack, updatedAt, updatedBy }: StoredPack, { now, region }: ApiDeps) {
  return { ...pack, updatedAt, updatedBy, inForce: isInForce(pack, now(), region.timezone) };
}

export const isElection = ({ stage }: KeywordPack): boolean => stage !== 'none';

/** @throws RequestError 404 when there is none, also for a pack of the other kind: the desk has its own addresses */
export async function loadPack({ db }: ApiDeps, id: string, election: boolean): Promise<StoredPack> {
  const stored = await findPack(db, id);
  if (stored !== null && isElection(stored.pack) === election) return stored;
  throw new RequestError(404, 'not-found', `Tidak ada paket «${id.slice(0, 60)}» di sini.`);
}

/** @throws RequestError 403 in a regency for a pack that its province looks after */
function requireOwnPack(id: string, { province }: ApiDeps): void {
  if (province === null || province.self === provinceCode || !isOfferedId(id)) return;
  throw new RequestError(403, 'of-the-province', `Paket ini dari ${province.name} dan hanya dapat diubah di sana.`);
}

export async function storePack(id: string, pack: KeywordPack, who: string, deps: ApiDeps, election: boolean) {
  requireOwnPack(id, deps);
  if (pack.id !== id) throw new RequestError(400, 'invalid-body', 'id paket harus sama dengan id di alamat.');
  const packs = (await listPacks(deps.db)).map((stored) => stored.pack);
  const before = packs.find((each) => each.id === id);
  if (isElection(pack) !== election || (before !== undefined && isElection(before) !== election)) {
    throw new RequestError(403, 'another-desk', 'Paket tahapan pemilu hanya diubah lewat /api/v1/election/packs.');
  }
  const problems = findNamedElsewhere(pack, packs).map(({ path, message }) => ({ where: path.join('.'), message }));
  if (problems.length > 0) throw new RequestError(400, 'not-neutral', 'Paket ini tidak netral antarcalon.', problems);
  return { result: await savePack(deps.db, pack, who, deps.now(), deps.region.timezone) };
}

/** @throws RequestError 409 for a new pack under a name that is in use */
export async function storeLines(body: unknown, who: string, deps: ApiDeps, election: boolean) {
  const lines = parseBody(packLinesBody, body);
  const pack = toPackObject(lines);
  if (!lines.replace && (await findPack(deps.db, pack.id)) !== null)
    throw new RequestError(409, 'name-in-use', `Sudah ada paket bernama «${pack.id}»: pakai judul lain.`);
  const { result } = await storePack(pack.id, parseBody(keywordPack, pack), who, deps, election);
  return { id: pack.id, result };
}

export async function dropPack(id: string, who: string, deps: ApiDeps, election: boolean) {
  await loadPack(deps, id, election);
  requireOwnPack(id, deps);
  await removePack(deps.db, id, who, deps.now());
  return { removed: true as const };
}
