import type { JSX } from 'preact';
import type { Issue } from '../../core/issue.ts';
import { isOverdue } from '../../core/issue-life.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import { stateNames } from '../wording.ts';
import { LevelBadge } from './badges.tsx';
import { Form } from './form.tsx';
import { DateInput, NumberInput, Reveal, Select, TextInput } from './inputs.tsx';
import { Empty } from './notices.tsx';
import { When } from './time.tsx';

/** The form that the ticks in the table belong to. */
const bulkForm = 'ubah-isu';

interface TableProps {
  readonly issues: readonly Issue[];
  readonly now: Date;
  readonly zone: string;
  readonly mayPick: boolean;
}

export function IssueTable({ issues, now, zone, mayPick }: TableProps): JSX.Element {
  if (issues.length === 0) {
    return <Empty title="Tidak ada isu yang cocok">Kurangi saringan, atau tunggu pengambilan berikutnya.</Empty>;
  }
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            {mayPick ? (
              <th scope="col" class="pick-cell">
                <span class="hidden">Pilih</span>
              </th>
            ) : null}
            <th scope="col">Tingkat</th>
            <th scope="col">Isu</th>
            <th scope="col">OPD</th>
            <th scope="col">Tempat</th>
            <th scope="col" class="number">
              Sebutan
            </th>
            <th scope="col" class="number">
              Sumber
            </th>
            <th scope="col">Terakhir</th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={issue.id}>
              {mayPick ? (
                <td class="pick-cell" data-name="Pilih">
                  <label class="tick">
                    <input type="checkbox" name="issueIds" value={issue.id} form={bulkForm} />
                    <span class="hidden">Pilih isu {issue.title}</span>
                  </label>
                </td>
              ) : null}
              <td data-name="Tingkat">
                <LevelBadge attention={issue.attention} />
              </td>
              <td class="main-cell">
                <a href={`/isu/${issue.id}`}>{issue.title}</a>
                <span class="quiet under">
                  {topicNames[issue.topic] ?? issue.topic}
                  {issue.hoaxCount > 0 ? ' · hoaks beredar' : ''}
                  {issue.state === 'baru' ? '' : ` · ${stateNames[issue.state]}`}
                  {isOverdue(issue, now) ? ' · lewat batas waktu' : ''}
                </span>
              </td>
              <td data-name="OPD">{issue.agency ?? '–'}</td>
              <td data-name="Tempat">{issue.placeName ?? '–'}</td>
              <td data-name="Sebutan" class="number">
                {formatNumber(issue.mentionCount)}
              </td>
              <td data-name="Sumber" class="number">
                {formatNumber(issue.sourceCount)}
              </td>
              <td data-name="Terakhir">
                <When at={issue.lastAt} now={now} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const states = '/api/v1/issues/states';

/** What can be done with all issues that are ticked: all of them or none. */
export function IssueBulk({ back, agencies }: { back: string; agencies: readonly string[] }): JSX.Element {
  return (
    <Reveal label="Ubah isu yang dicentang">
      <Form action={states} back={back} done="Isu yang dicentang sudah diubah." id={bulkForm} class="write card">
        <p class="quiet">
          Centang isu pada tabel, isi seperlunya, lalu pilih tindakannya. Berlaku untuk semua, atau tidak sama sekali.
        </p>
        <TextInput
          name="why"
          label="Alasan"
          maxLength={1000}
          wide
          help="Wajib untuk bukan isu, selesai tanpa tanggapan, membuka kembali, dan menggabung."
        />
        <Select
          name="agency"
          label="OPD tujuan (saat meneruskan)"
          none="OPD masing-masing isu"
          options={agencies.map((id) => [id, id])}
        />
        <DateInput name="dueAt" label="Batas waktu (saat meneruskan)" help="Kosong: satu hari kerja." />
        <p class="submit">
          <button type="submit" name="to" value="diverifikasi">
            Terverifikasi
          </button>
          <button type="submit" name="to" value="diteruskan">
            Teruskan ke OPD
          </button>
          <button type="submit" name="to" value="ditanggapi">
            Sudah ditanggapi
          </button>
          <button type="submit" name="to" value="selesai">
            Selesai
          </button>
          <button type="submit" name="to" value="bukan-isu">
            Bukan isu
          </button>
        </p>
        <NumberInput
          name="into"
          label="Gabungkan ke isu nomor"
          min={1}
          step={1}
          help="Hanya untuk menggabung. Kosong: yang sebutannya terbanyak."
        />
        <p class="submit">
          <button type="submit" class="button-quiet" formAction="/api/v1/issues/merges">
            Gabungkan menjadi satu
          </button>
        </p>
      </Form>
    </Reveal>
  );
}
