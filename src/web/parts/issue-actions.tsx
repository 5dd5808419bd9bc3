import type { JSX } from 'preact';
import { type Actor, agencyScopeOf, isAllowed } from '../../core/access.ts';
import type { Issue, IssueState } from '../../core/issue.ts';
import { nextWorkingDay, type Transition, transitionsFrom } from '../../core/issue-life.ts';
import type { Region } from '../../core/region.ts';
import { localDate } from '../../core/time.ts';
import { stateNames } from '../wording.ts';
import { Form } from './form.tsx';
import { DateInput, Reveal, Select, TextArea, TextInput, Tick } from './inputs.tsx';

interface ActionProps {
  readonly issue: Issue;
  readonly actor: Actor;
  readonly region: Region;
  readonly clock: { readonly now: Date; readonly zone: string };
}

/** What may be done next with an issue, by whoever looks at it; nothing for those who only read. */
export function IssueActions(props: ActionProps): JSX.Element | null {
  const { issue, actor } = props;
  if (!isAllowed(actor, 'answer')) return null;
  const ways = transitionsFrom(issue.state).filter(({ to }) => isTheirs(actor, issue.state, to));
  return (
    <section class="card work" aria-labelledby="tindak-lanjut">
      <h2 id="tindak-lanjut">Tindak lanjut</h2>
      <div class="acts">
        {ways.map((way) => (
          <Step key={way.to} way={way} {...props} />
        ))}
        <Reveal label="Tulis klarifikasi" id="tulis-klarifikasi">
          <ClarificationForm {...props} />
        </Reveal>
        <Reveal label="Tambah catatan" id="tulis-catatan">
          <Form
            action={`${api(issue)}/notes`}
            back={`/isu/${issue.id}#riwayat`}
            done="Catatan ditambahkan."
            class="write"
          >
            <TextArea
              name="note"
              label="Catatan"
              maxLength={4000}
              required
              help="Tercatat di riwayat dengan nama Anda."
            />
            <Submit label="Simpan catatan" />
          </Form>
        </Reveal>
      </div>
    </section>
  );
}

/** An agency itself only says that it has answered what was passed on to it. */
function isTheirs(actor: Actor, from: IssueState, to: IssueState): boolean {
  return isAllowed(actor, 'issues') || (from === 'diteruskan' && to === 'ditanggapi');
}

function api({ id }: Issue): string {
  return `/api/v1/issues/${id}`;
}

function Submit({ label }: { label: string }): JSX.Element {
  return (
    <p class="submit">
      <button type="submit">{label}</button>
    </p>
  );
}

function sayStep(from: IssueState, to: IssueState): string {
  switch (to) {
    case 'diverifikasi':
      return from === 'baru' ? 'Tandai terverifikasi' : from === 'diteruskan' ? 'Tarik kembali' : 'Buka lagi';
    case 'diteruskan':
      return from === 'diteruskan' ? 'Teruskan ke OPD lain' : 'Teruskan ke OPD';
    case 'ditanggapi':
      return 'Sudah ditanggapi';
    case 'selesai':
      return 'Selesai';
    default:
      return to === 'bukan-isu' ? 'Bukan isu' : (stateNames[to] ?? to);
  }
}

/** One button when nothing else must be said, else a form behind it. */
function Step({ way, issue, region, clock }: ActionProps & { way: Transition }): JSX.Element {
  const { to, needsReason } = way;
  const label = sayStep(issue.state, to);
  const form = {
    action: `${api(issue)}/state`,
    back: `/isu/${issue.id}`,
    done: `Status isu sekarang: ${stateNames[to] ?? to}.`,
    hidden: { to },
  };
  if (!needsReason && to !== 'diteruskan') {
    return (
      <Form {...form}>
        <button type="submit">{label}</button>
      </Form>
    );
  }
  return (
    <Reveal label={label}>
      <Form {...form} class="write">
        {to === 'diteruskan' ? <PassOn issue={issue} region={region} clock={clock} /> : null}
        <TextInput
          name="why"
          label={needsReason ? 'Alasan (wajib)' : 'Pesan untuk OPD'}
          maxLength={1000}
          required={needsReason}
          wide
        />
        <Submit label={label} />
      </Form>
    </Reveal>
  );
}

function PassOn({ issue, region, clock }: Omit<ActionProps, 'actor'>): JSX.Element {
  const due = localDate(new Date(nextWorkingDay(clock.now, clock.zone)), clock.zone);
  return (
    <>
      <Select
        name="agency"
        label="OPD tujuan"
        value={issue.agency}
        required
        none="Pilih OPD"
        options={region.agencies.map(({ id, name }) => [id, `${id} · ${name}`])}
      />
      <DateInput
        name="dueAt"
        label="Diminta menjawab sampai"
        value={due}
        min={localDate(clock.now, clock.zone)}
        help="Sampai akhir hari itu."
      />
    </>
  );
}

function ClarificationForm({ issue, actor, region }: ActionProps): JSX.Element {
  const scope = agencyScopeOf(actor);
  const moves = isAllowed(actor, 'issues') || issue.state === 'diteruskan';
  return (
    <Form
      action={`${api(issue)}/clarifications`}
      back={`/isu/${issue.id}#klarifikasi`}
      done="Klarifikasi disimpan."
      class="write"
    >
      <TextInput name="title" label="Judul" maxLength={300} required wide />
      <TextArea name="text" label="Isi klarifikasi" rows={6} maxLength={20_000} required />
      <TextArea
        name="claimed"
        label="Yang beredar"
        rows={2}
        maxLength={20_000}
        help="Klaim yang dijawab, dengan kata-kata Anda. Sebutan baru yang mengulanginya akan dikenali."
      />
      <TextInput name="url" label="Alamat klarifikasi yang sudah terbit" type="url" maxLength={2000} wide />
      {scope === null ? (
        <Select
          name="agency"
          label="Yang menjawab"
          value={issue.agency}
          none="Pemerintah daerah"
          options={region.agencies.map(({ id }) => [id, id])}
        />
      ) : null}
      <DateInput name="publishedAt" label="Terbit pada" help="Kosong: sekarang." />
      {moves ? <Tick name="answers" label="Isu ini menjadi “ditanggapi”" checked otherwise="false" /> : null}
      <Submit label="Simpan klarifikasi" />
    </Form>
  );
}
