import type { JSX } from 'preact';
import { platforms } from '../../core/mention.ts';
import type { Region } from '../../core/region.ts';
import type { SentimentLabel } from '../../core/score.ts';
import { addDays, formatDateTime, instantAt, isDate } from '../../core/time.ts';
import { topicNames, topics } from '../../core/topics.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { findMention, listVersions, type MentionVersion } from '../../store/mentions.ts';
import { type MentionQuery, searchMentions } from '../../store/search-mentions.ts';
import type { WebDeps } from '../deps.ts';
import { evidenceSpans } from '../highlight.ts';
import { choiceOf, notFound, type Page, type PageRequest, parseId, textOf } from '../page.ts';
import { EvidenceTable } from '../parts/evidence-table.tsx';
import { ChoiceField, DateField, TextField } from '../parts/fields.tsx';
import { Highlight, MarkLegend } from '../parts/highlight.tsx';
import { type MentionContext, MentionFacts, MentionHead, MentionItem, sayKind } from '../parts/mention-item.tsx';
import { Empty } from '../parts/notices.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { cut, labelNames, platformNames } from '../wording.ts';

const labels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive', 'unscored'];

/** What was typed into the search form; what makes no sense is as if it had not been typed. */
function readForm(query: PageRequest['query'], region: Region) {
  const date = (name: string) => {
    const text = textOf(query, name);
    return text !== null && isDate(text) ? text : null;
  };
  const agencies = region.agencies.map(({ id }) => id);
  const districts = region.districts.map(({ code }) => code);
  return {
    q: textOf(query, 'q'),
    label: choiceOf(query, 'nada', labels),
    topic: choiceOf(query, 'topik', topics),
    agency: choiceOf(query, 'opd', agencies),
    placeCode: choiceOf(query, 'kecamatan', districts),
    platform: choiceOf(query, 'kanal', platforms),
    from: date('dari'),
    to: date('sampai'),
    everywhere: textOf(query, 'lingkup') === 'semua',
    cursor: textOf(query, 'kursor'),
  };
}

type Form = ReturnType<typeof readForm>;

function toQuery(form: Form, stems: readonly string[], zone: string): MentionQuery {
  const { label, topic, agency, placeCode, platform, from, to, cursor } = form;
  return {
    limit: 30,
    relevantOnly: !form.everywhere,
    // A text without any word finds nothing.
    ...(form.q === null ? {} : { stems: stems.length === 0 ? [''] : stems }),
    ...(label === null ? {} : { label }),
    ...(topic === null ? {} : { topic }),
    ...(agency === null ? {} : { agency }),
    ...(placeCode === null ? {} : { placeCode }),
    ...(platform === null ? {} : { platform }),
    ...(from === null ? {} : { from: instantAt(from, 0, zone) }),
    ...(to === null ? {} : { to: instantAt(addDays(to, 1), 0, zone) }),
    ...(cursor === null ? {} : { cursor }),
  };
}

export const mentionPages: readonly Page[] = [
  {
    path: '/sebutan',
    access: 'read-agency',
    async load({ query }, deps) {
      const form = readForm(query, deps.region);
      const stems = form.q === null ? [] : deps.stemsOf(form.q);
      const { items, next } = await searchMentions(deps.db, toQuery(form, stems, deps.region.timezone));
      const body = (
        <>
          <h1>Sebutan</h1>
          <SearchForm form={form} region={deps.region} />
          {items.length === 0 ? (
            <NothingFound form={form} query={query} region={deps.region} />
          ) : (
            <>
              <MarkLegend hits={form.q !== null} />
              <div class="card mentions">
                {items.map((mention) => (
                  <MentionItem key={mention.id} mention={mention} context={contextOf(deps, new Set(stems))} />
                ))}
              </div>
            </>
          )}
          <Pager path="/sebutan" query={query} next={next} isFirst={form.cursor === null} />
        </>
      );
      return { title: form.q === null ? 'Sebutan' : `Cari “${form.q}”`, section: '/sebutan', body };
    },
  },
  {
    path: '/sebutan/:id',
    access: 'read-agency',
    async load({ params }, deps) {
      const mention = await findMention(deps.db, parseId(params.id));
      if (mention === null) throw notFound();
      const versions = await listVersions(deps.db, mention.id);
      const parent = mention.parentId === null ? null : await findMention(deps.db, mention.parentId);
      return {
        title: mention.title ?? 'Sebutan',
        section: '/sebutan',
        body: <MentionBody mention={mention} parent={parent} versions={versions} deps={deps} />,
      };
    },
  },
];

function contextOf(deps: WebDeps, stems: ReadonlySet<string>): MentionContext {
  const { region, stemsOf } = deps;
  return { now: deps.now(), zone: region.timezone, regionCode: region.code, stems, stemsOf, linkIssue: true };
}

function SearchForm({ form, region }: { form: Form; region: Region }): JSX.Element {
  return (
    <search>
      <form class="filters card" method="get" action="/sebutan">
        <TextField name="q" label="Cari kata" value={form.q} wide />
        <ChoiceField
          name="nada"
          label="Sentimen"
          value={form.label}
          options={labels.map((id) => [id, labelNames[id]])}
        />
        <ChoiceField name="topik" label="Topik" value={form.topic} options={topics.map((id) => [id, topicNames[id]])} />
        <ChoiceField name="opd" label="OPD" value={form.agency} options={region.agencies.map(({ id }) => [id, id])} />
        <ChoiceField
          name="kecamatan"
          label="Kecamatan"
          value={form.placeCode}
          options={region.districts.map(({ code, name }) => [code, name])}
        />
        <ChoiceField
          name="kanal"
          label="Kanal"
          value={form.platform}
          options={platforms.map((id) => [id, platformNames[id]])}
        />
        <DateField name="dari" label="Dari tanggal" value={form.from} />
        <DateField name="sampai" label="Sampai tanggal" value={form.to} />
        <ChoiceField
          name="lingkup"
          label="Lingkup"
          value={form.everywhere ? 'semua' : null}
          any="Daerah ini saja"
          options={[['semua', 'Semua yang terkumpul']]}
        />
        <button type="submit">Cari</button>
        <a class="button-quiet" href="/sebutan">
          Kosongkan
        </a>
      </form>
    </search>
  );
}

function NothingFound({
  form,
  query,
  region,
}: {
  form: Form;
  query: PageRequest['query'];
  region: Region;
}): JSX.Element {
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
