import type { JSX } from 'preact';
import type { Digest, DigestAction, DigestNote } from '../../core/digest.ts';
import { type DigestEdits, type EditableTexts, editableTexts, noEdits } from '../../core/digest-edits.ts';
import { formatReport } from '../../core/report-period.ts';
import { localDate } from '../../core/time.ts';
import { listTitles } from '../../store/issue-titles.ts';
import { loadDesk, loadDigest } from '../load-report.ts';
import type { Page } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { DateInput, TextArea, TextInput, Tick } from '../parts/inputs.tsx';
import { Notice } from '../parts/notices.tsx';
import { cut } from '../wording.ts';

/** Empty rows at the end of a list, for what the program did not think of. */
const spareRows = 2;

/** The sentences of a report as fields; every part that is left as it is goes on following the data. */
export const reportEditPage: Page = {
  path: '/laporan/:date/sunting',
  access: 'reports',
  async load({ params }, deps) {
    const digest = await loadDigest(params.date, deps);
    const desk = await loadDesk(digest, deps);
    const edits = desk.edits?.edits ?? noEdits;
    const titles = await issuesOf(digest, edits, deps.db);
    const back = `/laporan/${digest.date}`;
    const body = (
      <>
        <p class="back">
          <a href={back}>← Laporan {formatReport(digest.date)}</a>
        </p>
        <h1>Sunting laporan {formatReport(digest.date)}</h1>
        <p class="lead">
          Yang tidak Anda ubah tetap ditulis program dari data. Menyimpan menarik persetujuan: laporan harus disetujui
          lagi.
        </p>
        {desk.queuedAt === null ? null : (
          <Notice tone="info">Laporan ini sudah dikirim. Suntingan Anda dikirim sebagai koreksi.</Notice>
        )}
        <EditForm
          {...{ date: digest.date, back, edits, titles, zone: deps.region.timezone }}
          texts={editableTexts(digest, desk.edits?.edits ?? null)}
          basedOn={desk.edits?.editedAt ?? null}
        />
      </>
    );
    return { title: `Sunting laporan ${formatReport(digest.date)}`, section: '/laporan', body };
  },
};

type Titles = ReadonlyMap<number, string>;

/** Issues of the report in their order, and those that were left out of it. */
async function issuesOf(digest: Digest, edits: DigestEdits, db: Parameters<typeof listTitles>[0]): Promise<Titles> {
  const entries = [
    ...digest.negative,
    ...digest.potential,
    ...digest.hoaxes.map(({ entry }) => entry),
    ...digest.followUps.map(({ entry }) => entry),
    ...digest.positive,
  ];
  const shown = new Map(entries.map(({ issue }) => [issue.id, issue.title]));
  const missing = [...edits.excludedIssues, ...edits.notes.map(({ issueId }) => issueId)].filter(
    (id) => !shown.has(id),
  );
  return new Map([...shown, ...(await listTitles(db, missing))]);
}

interface EditProps {
  readonly date: string;
  readonly back: string;
  readonly edits: DigestEdits;
  readonly texts: EditableTexts;
  readonly titles: Titles;
  readonly basedOn: string | null;
  readonly zone: string;
}

function EditForm({ date, back, edits, texts, titles, basedOn, zone }: EditProps): JSX.Element {
  const excluded = new Set(edits.excludedIssues);
  const notes = new Map(edits.notes.map(({ issueId, text }) => [issueId, text]));
  return (
    <Form
      action={`/api/v1/digests/${date}/edits/rows`}
      method="put"
      back={back}
      done="Suntingan disimpan. Periksa, lalu setujui."
      hidden={basedOn === null ? {} : { basedOn }}
    >
      <section class="card work" aria-labelledby="ringkasan">
        <h2 id="ringkasan">Ringkasan eksekutif</h2>
        <div class="write">
          <TextArea
            name="summary"
            label="Satu kalimat per baris, paling banyak sepuluh"
            rows={Math.max(5, texts.summary.length + 2)}
            maxLength={6100}
            value={texts.summary.join('\n')}
          />
        </div>
      </section>
      <section class="card work" aria-labelledby="telaah">
        <h2 id="telaah">Telaah</h2>
        <p class="quiet">Kosongkan sebuah kotak untuk menghapusnya.</p>
        <div class="write">
          {rowsOf(texts.analysis).map((note, place) => (
            <NoteRow key={place} place={place} note={note} titles={titles} />
          ))}
        </div>
      </section>
      <section class="card work" aria-labelledby="saran">
        <h2 id="saran">Saran tindak lanjut</h2>
        {rowsOf(texts.recommendations).map((action, place) => (
          <ActionRow key={place} place={place} action={action} titles={titles} zone={zone} />
        ))}
      </section>
      {titles.size === 0 ? null : (
        <section class="card work" aria-labelledby="isu-laporan">
          <h2 id="isu-laporan">Isu dalam laporan</h2>
          {[...titles].map(([id, title]) => (
            <fieldset key={id}>
              <legend>{cut(title, 140)}</legend>
              <div class="write">
                <Tick
                  name="excludedIssues"
                  value={id}
                  label="Jangan dimuat di laporan ini"
                  checked={excluded.has(id)}
                />
                <TextInput
                  name={`notes.${id}`}
                  label="Catatan analis"
                  value={notes.get(id) ?? ''}
                  maxLength={500}
                  wide
                />
              </div>
            </fieldset>
          ))}
        </section>
      )}
      <p class="actions">
        <button type="submit">Simpan suntingan</button>
        <a class="button-quiet" href={back}>
          Batal
        </a>
      </p>
    </Form>
  );
}

function rowsOf<Item>(items: readonly Item[]): readonly (Item | null)[] {
  return [...items, ...Array.from({ length: spareRows }, () => null)];
}

interface RowProps {
  readonly place: number;
  readonly titles: Titles;
}

function NoteRow({ place, note, titles }: RowProps & { note: DigestNote | null }): JSX.Element {
  return (
    <>
      <IssueField name={`analysis.${place}.issueId`} issueId={note?.issueId ?? null} />
      <TextArea
        name={`analysis.${place}.text`}
        label={note === null ? 'Telaah tambahan' : aboutOf(note.issueId, titles)}
        rows={note === null ? 2 : 3}
        maxLength={1000}
        value={note?.text ?? ''}
      />
    </>
  );
}

function ActionRow({
  place,
  action,
  titles,
  zone,
}: RowProps & { action: DigestAction | null; zone: string }): JSX.Element {
  const name = `recommendations.${place}`;
  return (
    <fieldset>
      <legend>{action === null ? 'Saran tambahan' : aboutOf(action.issueId, titles)}</legend>
      <div class="write">
        <IssueField name={`${name}.issueId`} issueId={action?.issueId ?? null} />
        <TextArea name={`${name}.action`} label="Tindakan" rows={2} maxLength={500} value={action?.action ?? ''} />
        <TextInput
          name={`${name}.responsible`}
          label="Penanggung jawab"
          value={action?.responsible ?? ''}
          maxLength={200}
        />
        <DateInput
          name={`${name}.dueAt`}
          label="Paling lambat"
          value={action?.dueAt ? localDate(new Date(action.dueAt), zone) : null}
        />
      </div>
    </fieldset>
  );
}

function IssueField({ name, issueId }: { name: string; issueId: number | null }): JSX.Element | null {
  return issueId === null ? null : <input type="hidden" name={name} value={issueId} />;
}

function aboutOf(issueId: number | null, titles: Titles): string {
  if (issueId === null) return 'Umum';
  return cut(titles.get(issueId) ?? `Isu #${issueId}`, 120);
}
