import type { JSX } from 'preact';
import { agencyScopeOf, isAllowed } from '../../core/access.ts';
import type { Region } from '../../core/region.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { findUnmasked } from '../../store/authors-unmask.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { findMention, listVersions, type MentionVersion } from '../../store/mentions.ts';
import { isOfAgency } from '../../store/search-mentions.ts';
import type { WebDeps } from '../deps.ts';
import { evidenceSpans } from '../highlight.ts';
import { loadMentionList, type MentionForm, type MentionList } from '../load-mentions.ts';
import { notFound, type Page, type PageRequest, parseId } from '../page.ts';
import { EvidenceTable } from '../parts/evidence-table.tsx';
import { Highlight, MarkLegend } from '../parts/highlight.tsx';
import { AuthorSection } from '../parts/mention-author.tsx';
import { MentionFacets } from '../parts/mention-facets.tsx';
import { type MentionContext, MentionFacts, MentionHead, MentionItem, sayKind } from '../parts/mention-item.tsx';
import { MentionSearch, SearchRemarks } from '../parts/mention-search.tsx';
import { Empty } from '../parts/notices.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { SavedSearches } from '../parts/saved-searches.tsx';
import { Triage, TriageKeys } from '../parts/triage.tsx';
import { cut } from '../wording.ts';

export const mentionPages: readonly Page[] = [
  {
    path: '/sebutan',
    access: 'read-agency',
    brief: true,
    async load(request, deps) {
      const list = await loadMentionList(request, deps);
      const { form } = list;
      const title = form.q !== null ? `Cari “${cut(form.q, 60)}”` : form.unchecked ? 'Belum diperiksa' : 'Sebutan';
      return { title, section: '/sebutan', body: <MentionListPage list={list} request={request} deps={deps} /> };
    },
  },
  {
    path: '/sebutan/:id',
    access: 'read-agency',
    async load({ params, actor, address }, deps) {
      const mention = await findMention(deps.db, parseId(params.id));
      const scope = agencyScopeOf(actor);
      if (mention === null) throw notFound();
      if (scope !== null && !(await isOfAgency(deps.db, mention.id, scope))) throw notFound();
      const versions = await listVersions(deps.db, mention.id);
      const isParentShown =
        mention.parentId !== null && (scope === null || (await isOfAgency(deps.db, mention.parentId, scope)));
      const parent = mention.parentId === null || !isParentShown ? null : await findMention(deps.db, mention.parentId);
      const mayJudge = isAllowed(actor, 'triage');
      const mayUnmask = isAllowed(actor, 'personal');
      const { pseudonyms, retention } = deps.privacy;
      const unmasked = { mentionId: mention.id, who: actor.name, now: deps.now(), authorDays: retention.authorDays };
      const author = mayUnmask ? await findUnmasked(deps.db, pseudonyms, unmasked) : null;
      const body = <MentionBody mention={mention} parent={parent} versions={versions} deps={deps} />;
      return {
        title: mention.title ?? 'Sebutan',
        section: '/sebutan',
        body: (
          <>
            <Triage mention={mention} zone={deps.region.timezone} mayJudge={mayJudge} address={address}>
              {body}
            </Triage>
            {mayUnmask ? <AuthorSection mention={mention} author={author} /> : null}
          </>
        ),
      };
    },
  },
];

function contextOf(deps: WebDeps, stems: ReadonlySet<string>): MentionContext {
  const { region, stemsOf } = deps;
  return { now: deps.now(), zone: region.timezone, regionCode: region.code, stems, stemsOf, linkIssue: true };
}

function MentionListPage({
  list,
  request,
  deps,
}: {
  list: MentionList;
  request: PageRequest;
  deps: WebDeps;
}): JSX.Element {
  const { form, found, read, facets } = list;
  const { query, actor, address } = request;
  const { region } = deps;
  const mayJudge = isAllowed(actor, 'triage');
  const context = contextOf(deps, read?.stems ?? new Set());
  const next = found.next === null ? null : addressOf('/sebutan', query, found.next);
  return (
    <>
      <h1>Sebutan</h1>
      <Views list={list} />
      <MentionSearch form={form} region={region} />
      <SearchRemarks list={list} next={next} />
      <div class="columns">
        <div class="column-main">
          {found.items.length === 0 ? (
            <NothingFound form={form} query={query} region={region} />
          ) : (
            <section aria-labelledby="hasil">
              <h2 id="hasil">{form.unchecked ? 'Belum diperiksa' : 'Hasil'}</h2>
              {mayJudge ? <TriageKeys /> : null}
              <MarkLegend hits={form.q !== null} />
              <div class="card mentions">
                {found.items.map((mention) => (
                  <Triage
                    key={mention.id}
                    mention={mention}
                    zone={region.timezone}
                    mayJudge={mayJudge}
                    address={address}
                  >
                    <MentionItem mention={mention} context={context} />
                  </Triage>
                ))}
              </div>
            </section>
          )}
          <Pager path="/sebutan" query={query} next={found.next} isFirst={form.cursor === null} />
        </div>
        <aside class="column-side" aria-label="Rincian dan pencarian tersimpan">
          {facets === null ? null : <MentionFacets facets={facets} query={query} region={region} />}
          <SavedSearches list={list} actor={actor} region={region} address={address} />
        </aside>
      </div>
    </>
  );
}

/** All, or what of the last day nobody has looked at: the work of a morning. */
function Views({ list: { form, unchecked } }: { list: MentionList }): JSX.Element {
  const { count, most } = unchecked;
  return (
    <nav class="tabs" aria-label="Tampilan sebutan">
      <a href="/sebutan" aria-current={form.unchecked ? undefined : 'page'}>
        Semua sebutan
      </a>
      <a href="/sebutan?belum=ya" aria-current={form.unchecked ? 'page' : undefined}>
        Hari ini belum diperiksa{' '}
        <span class="count">{count < most ? formatNumber(count) : `${formatNumber(most)}+`}</span>
      </a>
    </nav>
  );
}

function NothingFound({
  form,
  query,
  region,
}: {
  form: MentionForm;
  query: PageRequest['query'];
  region: Region;
}): JSX.Element {
  if (form.unchecked && form.q === null) {
    return <Empty title="Semua sudah diperiksa">Sebutan baru tampil di sini begitu selesai dinilai mesin.</Empty>;
  }
  return (
    <Empty title="Tidak ada sebutan yang cocok">
      Kata dicari dalam segala bentuknya: “keluhan” juga menemukan “dikeluhkan”. Coba kurangi saringan
      {form.everywhere ? (
        '.'
      ) : (
        <>
          {' '}
          atau <a href={addressOf('/sebutan', { ...query, lingkup: 'semua' }, null)}>cari juga di luar {region.name}</a>
          . Sebutan yang baru terkumpul tampil di sini setelah dinilai.
        </>
      )}
    </Empty>
  );
}

function MentionBody({
  mention,
  parent,
  versions,
  deps,
}: {
  mention: MentionView;
  /** What it answers, if that was collected. */
  parent: MentionView | null;
  versions: readonly MentionVersion[];
  deps: WebDeps;
}): JSX.Element {
  const { title, text, score } = mention;
  const zone = deps.region.timezone;
  const context = contextOf(deps, new Set());
  return (
    <article class="card mention-page">
      <MentionHead mention={mention} context={context} />
      <h1>
        {title === null ? (
          <span class="untitled">{sayKind(mention)}</span>
        ) : (
          <Highlight text={title} spans={evidenceSpans(score, 'title', title)} />
        )}
      </h1>
      <MentionFacts mention={mention} context={context} />
      {parent === null ? null : (
        <p class="quiet">
          Menanggapi: <a href={`/sebutan/${parent.id}`}>{cut(parent.title ?? parent.text, 120)}</a>
        </p>
      )}
      <MarkLegend hits={false} />
      <p class="mention-whole">
        <Highlight text={text} spans={evidenceSpans(score, 'text', text)} />
      </p>
      {score === null ? null : (
        <>
          <h2>Alasan penilaian</h2>
          <EvidenceTable score={score} />
        </>
      )}
      {versions.length === 0 ? null : (
        <section aria-labelledby="versi">
          <h2 id="versi">Sebelum disunting</h2>
          {versions.map((version) => (
            <details key={version.contentHash}>
              <summary>Sampai {formatDateTime(version.seenAt, zone)}</summary>
              {version.title === null ? null : <h3>{version.title}</h3>}
              <p class="mention-whole">{version.text}</p>
            </details>
          ))}
        </section>
      )}
    </article>
  );
}
