import type { JSX } from 'preact';
import { isAllowed } from '../../core/access.ts';
import type { DeadTask } from '../../core/job-desk.ts';
import type { JobQueue } from '../../core/job-figures.ts';
import { formatNumber } from '../../core/time.ts';
import type { Page } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { SettingsNav } from '../parts/settings-nav.tsx';
import { When } from '../parts/time.tsx';

const path = '/pengaturan/pekerjaan';

export const jobPages: readonly Page[] = [
  {
    path,
    access: 'settings',
    async load({ actor }, { jobDesk, now, region }) {
      const [queues, dead] = await Promise.all([jobDesk.queues(), jobDesk.dead()]);
      const at = { now: now(), zone: region.timezone };
      const body = (
        <>
          <h1>Pekerjaan</h1>
          <SettingsNav here={path} actor={actor} />
          <p class="lead">
            Tugas yang dibagikan kepada para pekerja (worker), dan yang gagal terus sehingga dihentikan.
          </p>
          {jobDesk.hasQueues ? (
            <>
              <Dead tasks={dead} may={isAllowed(actor, 'settings')} at={at} />
              <Queues queues={queues} at={at} />
            </>
          ) : (
            <Notice tone="info">
              Di sini satu proses mengerjakan semuanya, jadi tidak ada antrean. Antrean ada pada PostgreSQL dengan
              beberapa pekerja.
            </Notice>
          )}
        </>
      );
      return { title: 'Pekerjaan', section: path, body };
    },
  },
];

interface At {
  readonly now: Date;
  readonly zone: string;
}

function Dead({ tasks, may, at }: { tasks: readonly DeadTask[]; may: boolean; at: At }): JSX.Element {
  if (tasks.length === 0) return <Empty title="Tidak ada tugas yang dihentikan." />;
  return (
    <section aria-labelledby="mati">
      <h2 id="mati">{formatNumber(tasks.length)} tugas dihentikan</h2>
      {may && (
        <Form action="/api/v1/jobs/redrive" back={path} done="Tugas dijalankan lagi.">
          <button type="submit">Jalankan semuanya lagi</button>
        </Form>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Tugas</th>
            <th scope="col">Sumber</th>
            <th scope="col">Sejak</th>
            <th scope="col">Kesalahan terakhir</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(({ id, job, source, since, error }) => (
            <tr key={id}>
              <th scope="row">{job}</th>
              <td>{source ?? '–'}</td>
              <td>
                <When at={since} now={at.now} zone={at.zone} />
              </td>
              <td>{error}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Queues({ queues, at }: { queues: readonly JobQueue[]; at: At }): JSX.Element {
  if (queues.length === 0) return <Empty title="Tidak ada tugas yang menunggu." />;
  return (
    <section aria-labelledby="antrean">
      <h2 id="antrean">Antrean</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Antrean</th>
            <th scope="col">Menunggu</th>
            <th scope="col">Dikerjakan</th>
            <th scope="col">Menunggu paling lama sejak</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ queue, waiting, running, oldestDueAt }) => (
            <tr key={queue}>
              <th scope="row">{queue}</th>
              <td>{formatNumber(waiting)}</td>
              <td>{formatNumber(running)}</td>
              <td>{oldestDueAt === null ? '–' : <When at={oldestDueAt} now={at.now} zone={at.zone} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
