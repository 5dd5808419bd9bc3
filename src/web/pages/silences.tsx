import type { JSX } from 'preact';
import { isAllowed } from '../../core/access.ts';
import { alertLevels } from '../../core/alert.ts';
import { topicNames, topics } from '../../core/topics.ts';
import { listAlertRules } from '../../store/alert-rules.ts';
import { listAllSilences, listSilences } from '../../store/silences.ts';
import type { WebDeps } from '../deps.ts';
import { type Page, type PageRequest, textOf } from '../page.ts';
import { alertLevelNames } from '../parts/alert-fate.tsx';
import { AlertNav } from '../parts/alert-nav.tsx';
import { Form } from '../parts/form.tsx';
import { NumberInput, Select, TextInput, Tick } from '../parts/inputs.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { SilenceList } from '../parts/silence-list.tsx';

const path = '/peringatan/peredaman';
const spans = [
  ['4', '4 jam'],
  ['8', '8 jam'],
  ['24', '1 hari'],
  ['72', '3 hari'],
  ['168', '7 hari (paling lama)'],
] as const;

export const silencePages: readonly Page[] = [
  {
    path,
    access: 'read',
    async load({ query, actor, address }, deps) {
      const now = deps.now();
      const clock = { now, zone: deps.region.timezone };
      const cursor = textOf(query, 'kursor');
      const current = await listSilences(deps.db, now);
      const { items, next } = await listAllSilences(deps.db, { limit: 30, ...(cursor === null ? {} : { cursor }) });
      const known = new Set(current.map(({ id }) => id));
      const ended = items.filter(({ id }) => !known.has(id));
      const shared = { actor, back: address, clock };
      const body = (
        <>
          <h1>Peredaman</h1>
          <p class="lead">
            Menahan peringatan tentang hal yang sudah diketahui, misalnya perbaikan pipa. Harus beralasan, paling lama
            tujuh hari, dan disebut di laporan harian.
          </p>
          <AlertNav current={path} actor={actor} />
          {current.length === 0 ? (
            <Empty title="Tidak ada yang diredam">Semua peringatan dikirim menurut jalurnya.</Empty>
          ) : (
            <SilenceList silences={current} title="Sedang berlaku dan akan mulai" {...shared} />
          )}
          {isAllowed(actor, 'alerting') ? <NewSilence query={query} rules={await ruleIds(deps)} deps={deps} /> : null}
          {ended.length === 0 ? null : <SilenceList silences={ended} title="Yang sudah berakhir" {...shared} />}
          <Pager path={path} query={query} next={next} isFirst={cursor === null} />
        </>
      );
      return { title: 'Peredaman', section: '/peringatan', body };
    },
  },
];

async function ruleIds({ db, alertRules }: WebDeps): Promise<readonly string[]> {
  return [...alertRules.configured, ...(await listAlertRules(db))].map(({ id }) => id);
}

interface NewProps {
  readonly query: PageRequest['query'];
  readonly rules: readonly string[];
  readonly deps: WebDeps;
}

function NewSilence({ query, rules, deps }: NewProps): JSX.Element {
  const { agencies, districts } = deps.region;
  return (
    <section class="card work" aria-labelledby="buat">
      <h2 id="buat">Redam sementara</h2>
      <Form action="/api/v1/silences" back={path} done="Peredaman berlaku." class="write">
        <p class="quiet">Isi sedikitnya satu. Yang diredam: peringatan yang cocok dengan semua yang diisi.</p>
        <NumberInput name="match.issues" label="Isu nomor" value={textOf(query, 'isu', 15)} min={1} step={1} />
        <Select
          name="match.topics"
          label="Topik"
          none="Semua topik"
          options={topics.map((topic) => [topic, topicNames[topic]])}
        />
        <Select name="match.agencies" label="OPD" none="Semua OPD" options={agencies.map(({ id }) => [id, id])} />
        <Select
          name="match.places"
          label="Kecamatan"
          none="Semua kecamatan"
          options={districts.map(({ code, name }) => [code, name])}
        />
        <Select
          name="match.rules"
          label="Aturan"
          value={textOf(query, 'aturan')}
          none="Semua aturan"
          options={rules.map((id) => [id, id])}
        />
        <fieldset>
          <legend>Tingkat</legend>
          <div class="ticks">
            {alertLevels.map((level) => (
              <Tick key={level} name="match.levels" value={level} label={alertLevelNames[level]} />
            ))}
          </div>
        </fieldset>
        <TextInput name="reason" label="Alasan (wajib)" maxLength={500} required wide />
        <Select name="hours" label="Berlaku selama" value="24" required options={spans} />
        <p class="submit">
          <button type="submit">Redam</button>
        </p>
      </Form>
    </section>
  );
}
