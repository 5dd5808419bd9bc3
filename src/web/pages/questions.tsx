import type { JSX } from 'preact';
import { type Actor, agencyScopeOf, concerns, isAllowed } from '../../core/access.ts';
import type { DigestQuestions } from '../../core/digest.ts';
import { type AskKind, askKinds, type Question } from '../../core/question.ts';
import type { Region } from '../../core/region.ts';
import { formatNumber } from '../../core/time.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { countQuestions, listQuestions } from '../../store/questions.ts';
import { choiceOf, type Page, textOf } from '../page.ts';
import { ChoiceField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { Reveal, Select, TextInput } from '../parts/inputs.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { sayAge, When } from '../parts/time.tsx';
import { cut, platformNames } from '../wording.ts';

const kindNames: Readonly<Record<AskKind, string>> = { question: 'Pertanyaan', aspiration: 'Aspirasi' };
const statuses = ['menunggu', 'dijawab', 'semua'] as const;
/** Stands for "no agency is recognised" in the address. */
const noAgency = '-';
const countedMs = 30 * 86_400_000;
const maxText = 600;

export const questionPages: readonly Page[] = [
  {
    path: '/pertanyaan',
    access: 'read-agency',
    brief: true,
    async load({ query, actor, address }, deps) {
      const now = deps.now();
      const scope = agencyScopeOf(actor);
      const agencies = deps.region.agencies.map(({ id }) => id);
      const agency = scope ?? choiceOf(query, 'opd', [...agencies, noAgency]);
      const kind = choiceOf(query, 'jenis', askKinds);
      // What waits is what somebody must do something about.
      const status = choiceOf(query, 'status', statuses) ?? 'menunggu';
      const cursor = textOf(query, 'kursor');
      const period = { from: new Date(now.getTime() - countedMs).toISOString(), to: now.toISOString() };
      const { items, next } = await listQuestions(deps.db, {
        ...(agency === null ? {} : { agency: agency === noAgency ? null : agency }),
        ...(kind === null ? {} : { kind }),
        ...(status === 'semua' ? {} : { waiting: status === 'menunggu' }),
        ...(status === 'menunggu' ? { oldestFirst: true, from: period.from } : {}),
        ...(cursor === null ? {} : { cursor }),
        limit: 30,
      });
      const counts = (await countQuestions(deps.db, period)).filter((count) =>
        count.agency === null ? scope === null : concerns(actor, count.agency),
      );
      const body = (
        <>
          <h1>Pertanyaan dan aspirasi</h1>
          <p class="lead">
            Yang ditanyakan atau diminta warga kepada pemerintah: kepada OPD mana, sejak kapan, dan apakah sudah
            dijawab.
          </p>
          <AgencyTable counts={counts} region={deps.region} now={now} />
          <form class="filters card" method="get" action="/pertanyaan">
            {scope === null ? (
              <ChoiceField
                name="opd"
                label="OPD"
                value={agency}
                options={[...agencies.map((id) => [id, id] as const), [noAgency, 'Belum dikenali'] as const]}
              />
            ) : null}
            <ChoiceField name="jenis" label="Jenis" value={kind} options={askKinds.map((id) => [id, kindNames[id]])} />
            <Select
              name="status"
              label="Jawaban"
              value={status}
              options={[
                ['menunggu', 'Belum dijawab (30 hari), terlama di atas'],
                ['dijawab', 'Sudah dijawab'],
                ['semua', 'Semua'],
              ]}
            />
            <button type="submit">Tampilkan</button>
          </form>
          <QuestionList questions={items} actor={actor} back={address} clock={{ now, zone: deps.region.timezone }} />
          <Pager
            path="/pertanyaan"
            query={query}
            next={next}
            isFirst={cursor === null}
            oldestFirst={status === 'menunggu'}
          />
        </>
      );
      return { title: 'Pertanyaan dan aspirasi', section: '/pertanyaan', body };
    },
  },
];

function AgencyTable({
  counts,
  region,
  now,
}: {
  counts: readonly DigestQuestions[];
  region: Region;
  now: Date;
}): JSX.Element | null {
  if (counts.length === 0) return null;
  const nameOf = (id: string) => region.agencies.find((agency) => agency.id === id)?.name ?? id;
  return (
    <section aria-labelledby="per-opd">
      <h2 id="per-opd">
        Per OPD <span class="quiet">30 hari terakhir</span>
      </h2>
      <div class="table-wrap card">
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">OPD</th>
              <th scope="col" class="number">
                Masuk
              </th>
              <th scope="col" class="number">
                Belum dijawab
              </th>
              <th scope="col">Terlama menunggu</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ agency, asked, waiting, oldestWaitingAt }) => (
              <tr key={agency}>
                <td>
                  <a href={`/pertanyaan?${new URLSearchParams({ opd: agency ?? noAgency, status: 'menunggu' })}`}>
                    {agency === null ? 'OPD belum dikenali' : nameOf(agency)}
                  </a>
                </td>
                <td class="number">{formatNumber(asked)}</td>
                <td class="number">{formatNumber(waiting)}</td>
                <td>{oldestWaitingAt === null ? '–' : sayAge(oldestWaitingAt, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface ListProps {
  readonly questions: readonly Question[];
  readonly actor: Actor;
  readonly back: string;
  readonly clock: { readonly now: Date; readonly zone: string };
}

/** Names of people who ask are personal data and stay out. */
function QuestionList({ questions, ...shared }: ListProps): JSX.Element {
  if (questions.length === 0) {
    return <Empty title="Tidak ada pertanyaan yang cocok">Kurangi saringan, atau tunggu pengambilan berikutnya.</Empty>;
  }
  return (
    <ul class="card question-list">
      {questions.map((question) => (
        <QuestionItem key={question.mentionId} question={question} {...shared} />
      ))}
    </ul>
  );
}

function QuestionItem({
  question,
  actor,
  back,
  clock,
}: Omit<ListProps, 'questions'> & { question: Question }): JSX.Element {
  return (
    <li>
      <p>
        {question.answeredAt === null ? (
          <span class="badge level-watch">Belum dijawab, {sayAge(question.askedAt, clock.now)}</span>
        ) : (
          <span class="badge level-none">Dijawab</span>
        )}{' '}
        <span class="chip">{kindNames[question.kind]}</span> <span>{question.agency ?? 'OPD belum dikenali'}</span>
      </p>
      <p class="question">{cut(question.text, maxText)}</p>
      <ul class="facts">
        <li>
          {question.sourceTitle}, {platformNames[question.platform]}
        </li>
        <li>
          <When at={question.askedAt} {...clock} />
        </li>
        {question.answeredAt === null ? null : (
          <li>
            dijawab {question.answeredBy ?? ''} <When at={question.answeredAt} {...clock} />
          </li>
        )}
        <li>
          <a href={`/sebutan/${question.mentionId}`}>Lihat sebutan</a>
        </li>
        {question.answerMentionId === null ? null : (
          <li>
            <a href={`/sebutan/${question.answerMentionId}`}>Lihat jawaban</a>
          </li>
        )}
        <OriginalLink url={question.answerUrl} label="Buka jawaban" />
        {question.issueId === null ? null : (
          <li>
            <a href={`/isu/${question.issueId}`}>Lihat isunya</a>
          </li>
        )}
        <OriginalLink url={question.url} label="Buka asli" />
      </ul>
      {question.answeredAt === null && isAllowed(actor, 'answer') ? (
        <Reveal label="Sudah dijawab">
          <Form
            action={`/api/v1/questions/${question.mentionId}/answered`}
            back={back}
            done="Pertanyaan ditandai sudah dijawab."
            class="write"
          >
            <TextInput
              name="url"
              type="url"
              label="Alamat jawaban"
              maxLength={2000}
              placeholder="https://"
              wide
              help="Bila jawabannya dapat dibuka orang."
            />
            <TextInput name="note" label="Cara menjawab" maxLength={500} placeholder="dijawab lewat telepon" wide />
            <p class="submit">
              <button type="submit">Tandai sudah dijawab</button>
            </p>
          </Form>
        </Reveal>
      ) : null}
    </li>
  );
}

function OriginalLink({ url, label }: { url: string | null; label: string }): JSX.Element | null {
  const address = toWebAddress(url);
  return address === null ? null : (
    <li>
      <a href={address} rel="noopener noreferrer nofollow external" target="_blank">
        {label}
        <span class="hidden"> (tab baru)</span>
        <span aria-hidden="true"> ↗</span>
      </a>
    </li>
  );
}
