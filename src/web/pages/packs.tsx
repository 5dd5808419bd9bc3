import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { electionStages, type KeywordPack } from '../../core/keyword-pack.ts';
import { isOfferedId, provinceCode } from '../../core/province.ts';
import { addDays, formatNumber, instantAt, localDate } from '../../core/time.ts';
import { writeAudit } from '../../store/audit.ts';
import { countDirections, countHits } from '../../store/count-hits.ts';
import { findPack, isInForce, listPacks, type StoredPack } from '../../store/keyword-packs.ts';
import { listSightings } from '../../store/list-hits.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page, textOf } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { Reveal } from '../parts/inputs.tsx';
import { KeywordPacks } from '../parts/keyword-packs.tsx';
import { Empty } from '../parts/notices.tsx';
import { PackForm } from '../parts/pack-form.tsx';
import { SightingList, WordTable } from '../parts/pack-hits.tsx';
import { Pager } from '../parts/pager.tsx';
import { stageNames } from '../wording.ts';

const path = '/hoaks/paket';
const section = '/hoaks';
const days = 30;
const perPage = 25;

const isElection = ({ stage }: KeywordPack): boolean => stage !== 'none';
/** Taken over from the province, which alone may change it. */
const isTheProvinces = ({ id }: KeywordPack, { province }: WebDeps): boolean =>
  province !== null && province.self !== provinceCode && isOfferedId(id);
/** The province has packs for all its regencies, but no page of hoaxes and no election desk of its own. */
const isOfProvince = ({ province }: Pick<WebDeps, 'province'>): boolean => province?.self === provinceCode;
const mayChange = (actor: Actor, election: boolean): boolean => isAllowed(actor, election ? 'election' : 'hoaxes');

export const packPages: readonly Page[] = [
  {
    path,
    access: 'read',
    async load({ actor }, deps) {
      const packs = await listPacks(deps.db);
      const stages = electionStages.filter((stage) => packs.some(({ pack }) => pack.stage === stage));
      const body = (
        <>
          <p class="back">
            {isOfProvince(deps) ? (
              <a href="/provinsi">← {deps.province?.name}</a>
            ) : (
              <a href="/hoaks">← Hoaks dan pemilu</a>
            )}
          </p>
          <h1>Paket kata kunci</h1>
          <p class="lead">
            Kata yang dipantau kantor untuk sementara, dengan tujuan dan dasarnya. Paket tahapan pemilu hanya diubah
            petugas meja pemilu; kata dan ambangnya sama untuk semua calon.
          </p>
          <p class="actions">
            {mayChange(actor, false) ? (
              <a class="button" href={`${path}/baru`}>
                Tambah paket
              </a>
            ) : null}
            {mayChange(actor, true) && !isOfProvince(deps) ? (
              <a class="button" href={`${path}/baru?pemilu=ya`}>
                Tambah paket pemilu
              </a>
            ) : null}
          </p>
          {packs.length === 0 ? (
            <Empty title="Belum ada paket">Paket pertama dibuat lewat tombol di atas.</Empty>
          ) : null}
          {stages.map((stage) => (
            <section key={stage} aria-labelledby={`tahap-${stage}`}>
              <h2 id={`tahap-${stage}`}>
                {stage === 'none' ? 'Di luar pemilu' : `Tahapan pemilu: ${stageNames[stage]}`}
              </h2>
              <ul class="card plain-list">
                {packs
                  .filter(({ pack }) => pack.stage === stage)
                  .map((stored) => (
                    <PackLine key={stored.pack.id} stored={stored} deps={deps} />
                  ))}
              </ul>
            </section>
          ))}
        </>
      );
      return { title: 'Paket kata kunci', section, body };
    },
  },
  {
    path: `${path}/baru`,
    access: 'read',
    async load({ query, actor }, deps) {
      const election = textOf(query, 'pemilu') !== null;
      if (!mayChange(actor, election) || (election && isOfProvince(deps))) throw notFound();
      const body = (
        <>
          <p class="back">
            <a href={path}>← Semua paket</a>
          </p>
          <h1>{election ? 'Paket pemilu baru' : 'Paket baru'}</h1>
          <PackForm pack={null} election={election} />
        </>
      );
      return { title: 'Paket baru', section, body };
    },
  },
  {
    path: `${path}/:id/ubah`,
    access: 'read',
    async load({ params, actor }, deps) {
      const { pack } = await load(params.id, deps);
      if (!mayChange(actor, isElection(pack)) || isTheProvinces(pack, deps)) throw notFound();
      if (isElection(pack)) await leaveTrail(deps, actor, pack, { what: 'words', items: 1 });
      const body = (
        <>
          <p class="back">
            <a href={`${path}/${encodeURIComponent(pack.id)}`}>← {pack.title}</a>
          </p>
          <h1>Ubah paket</h1>
          <PackForm pack={pack} election={isElection(pack)} />
        </>
      );
      return { title: `Ubah ${pack.title}`, section, body };
    },
  },
  {
    path: `${path}/:id`,
    access: 'read',
    async load({ params, query, actor }, deps) {
      const stored = await load(params.id, deps);
      const { pack } = stored;
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const from = instantAt(addDays(localDate(clock.now, clock.zone), 1 - days), 0, clock.zone);
      const counts = await countHits(deps.db, pack.id, { from }, clock.zone);
      const candidates = await countDirections(deps.db, pack.id, { from });
      const cursor = textOf(query, 'kursor');
      const theme = textOf(query, 'tema');
      // Words and hits of an election pack are for its desk alone.
      const sees = !isElection(pack) || isAllowed(actor, 'election');
      const hits = sees
        ? await listSightings(deps.db, {
            ...{ packId: pack.id, limit: perPage },
            ...(cursor === null ? {} : { cursor }),
            ...(theme === null ? {} : { theme }),
          })
        : null;
      if (hits !== null && isElection(pack)) {
        const filters = theme === null ? {} : { theme };
        await leaveTrail(deps, actor, pack, { what: 'hits', filters, items: hits.items.length });
      }
      const own = `${path}/${encodeURIComponent(pack.id)}`;
      const body = (
        <>
          <p class="back">
            <a href={path}>← Semua paket</a>
          </p>
          <h1>{pack.title}</h1>
          <KeywordPacks packs={[{ ...stored, counts, candidates }]} days={days} clock={clock} alone />
          {isTheProvinces(pack, deps) ? (
            <p class="quiet">Paket ini dari {deps.province?.name} dan hanya dapat diubah di sana.</p>
          ) : mayChange(actor, isElection(pack)) ? (
            <PackActions pack={pack} />
          ) : null}
          {hits === null ? (
            <p class="quiet">Kata kunci dan temuan paket pemilu hanya dibuka petugas meja pemilu.</p>
          ) : (
            <>
              <WordTable pack={pack} />
              <SightingList sightings={hits.items} themes={counts.themes} theme={theme} path={own} clock={clock} />
              <Pager path={own} query={query} next={hits.next} isFirst={cursor === null} />
            </>
          )}
        </>
      );
      return { title: pack.title, section, body };
    },
  },
];

/** @throws RequestError 404 */
async function load(id: string | undefined, { db }: WebDeps): Promise<StoredPack> {
  const stored = await findPack(db, id ?? '');
  if (stored === null) throw notFound();
  return stored;
}

/** As the API leaves it: who read what of the election desk, never what was found. */
async function leaveTrail({ db, now }: WebDeps, actor: Actor, { id }: KeywordPack, detail: object): Promise<void> {
  const entry = { at: now().toISOString(), who: actor.name, action: 'election.read', object: `pack:${id}` };
  await writeAudit(db, { ...entry, detail });
}

function PackLine({ stored, deps }: { stored: StoredPack; deps: WebDeps }): JSX.Element {
  const { pack } = stored;
  const inForce = isInForce(pack, deps.now(), deps.region.timezone);
  return (
    <li>
      <p>
        <a href={`${path}/${encodeURIComponent(pack.id)}`}>{pack.title}</a>{' '}
        <span class={inForce ? 'badge level-none' : 'chip'}>{inForce ? 'Berlaku' : 'Tidak berlaku'}</span>
      </p>
      <p class="quiet">
        {formatNumber(pack.keywords.length)} kata kunci
        {pack.candidates.length === 0 ? '' : `, ${formatNumber(pack.candidates.length)} calon`} · {pack.purpose}
      </p>
    </li>
  );
}

function PackActions({ pack }: { pack: KeywordPack }): JSX.Element {
  const api = isElection(pack) ? '/api/v1/election/packs' : '/api/v1/keyword-packs';
  return (
    <div class="acts">
      <a class="button" href={`${path}/${encodeURIComponent(pack.id)}/ubah`}>
        Ubah paket
      </a>
      <Reveal label="Hapus paket">
        <Form action={`${api}/${encodeURIComponent(pack.id)}`} method="delete" back={path} done="Paket dihapus.">
          <p class="quiet">Temuannya ikut terhapus dan tidak dapat dikembalikan; isi paket tetap di jejak audit.</p>
          <p class="submit">
            <button type="submit">Ya, hapus paket dan temuannya</button>
          </p>
        </Form>
      </Reveal>
    </div>
  );
}
