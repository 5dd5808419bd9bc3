import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { AlertRuleType, RuleSetting } from '../../core/alert.ts';
import { findAlertRule, listAlertRules, type StoredRule } from '../../store/alert-rules.ts';
import type { WebDeps } from '../deps.ts';
import { loadTrial, optionsOf, type Trial } from '../load-trial.ts';
import { notFound, type Page, textOf } from '../page.ts';
import { AlertNav } from '../parts/alert-nav.tsx';
import { Form } from '../parts/form.tsx';
import { Reveal } from '../parts/inputs.tsx';
import { Notice } from '../parts/notices.tsx';
import { asOptions, OptionList } from '../parts/option-fields.tsx';
import { RuleForm } from '../parts/rule-form.tsx';
import { TrialResult } from '../parts/rule-trial.tsx';
import { When } from '../parts/time.tsx';

const path = '/peringatan/aturan';
const section = '/peringatan';

/** A rule of the configuration, or one that was made on these pages. */
interface ShownRule extends RuleSetting {
  readonly stored: StoredRule | null;
}

async function loadAll({ db, alertRules }: WebDeps): Promise<readonly ShownRule[]> {
  const stored = await listAlertRules(db);
  return [
    ...alertRules.configured.map((setting) => ({ ...setting, stored: null })),
    ...stored.map((rule) => ({ ...rule, stored: rule })),
  ];
}

export const alertRulePages: readonly Page[] = [
  {
    path,
    access: 'read',
    async load({ actor }, deps) {
      const rules = await loadAll(deps);
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const body = (
        <>
          <h1>Aturan peringatan</h1>
          <p class="lead">Aturan menentukan kapan sebuah isu diperingatkan. Perubahan langsung berlaku.</p>
          <AlertNav current={path} actor={actor} />
          <ul class="card plain-list">
            {rules.map((rule) => (
              <RuleLine key={rule.id} rule={rule} type={deps.alertRules.types.get(rule.rule)} {...{ actor, clock }} />
            ))}
          </ul>
          {isAllowed(actor, 'alerting') ? <NewRule types={[...deps.alertRules.types.values()]} /> : null}
        </>
      );
      return { title: 'Aturan peringatan', section, body };
    },
  },
  {
    path: `${path}/baru`,
    access: 'alerting',
    async load({ query, actor }, deps) {
      const type = deps.alertRules.types.get(textOf(query, 'jenis') ?? textOf(query, 'rule') ?? '');
      if (type === undefined) throw notFound();
      const options = optionsOf(query, type) ?? {};
      const trial = await loadTrial(query, { id: textOf(query, 'id', 60) ?? type.id, rule: type.id, options }, deps);
      const body = (
        <>
          <p class="back">
            <a href={path}>← Semua aturan</a>
          </p>
          <h1>Aturan baru: {type.title}</h1>
          <AlertNav current={path} actor={actor} />
          {trial === null ? null : <Result trial={trial} deps={deps} />}
          <RuleForm type={type} id={null} typedId={textOf(query, 'id', 60)} options={options} enabled />
        </>
      );
      return { title: 'Aturan baru', section, body };
    },
  },
  {
    path: `${path}/:id`,
    access: 'read',
    async load({ params, query, actor }, deps) {
      const rule = await findRule(params.id ?? '', deps);
      const type = rule === null ? undefined : deps.alertRules.types.get(rule.rule);
      if (rule === null || type === undefined) throw notFound();
      const mayChange = isAllowed(actor, 'alerting');
      const options = (mayChange ? optionsOf(query, type) : null) ?? asOptions(rule.options);
      // A trial reads weeks of issues: not for everybody who may look.
      const trial = mayChange ? await loadTrial(query, { ...rule, options }, deps) : null;
      const body = (
        <>
          <p class="back">
            <a href={path}>← Semua aturan</a>
          </p>
          <h1>{type.title}</h1>
          <p class="lead">
            Aturan <strong>{rule.id}</strong>
            {rule.stored === null ? '' : `, diubah terakhir oleh ${rule.stored.author}`}
          </p>
          <AlertNav current={path} actor={actor} />
          {trial === null ? null : <Result trial={trial} deps={deps} />}
          {rule.stored === null ? (
            <Notice tone="info">
              Aturan ini berasal dari kentongan.yaml dan hanya dapat diubah di sana. Untuk yang berbeda, buatlah aturan
              baru dengan nama lain.
            </Notice>
          ) : null}
          {rule.stored !== null && mayChange ? (
            <>
              <RuleForm type={type} id={rule.id} typedId={null} options={options} enabled={rule.stored.enabled} />
              <RemoveRule id={rule.id} />
            </>
          ) : (
            <>
              <section class="card" aria-label="Pilihan aturan">
                <OptionList schema={type.options} options={options} />
              </section>
              {mayChange ? <TryLinks id={rule.id} /> : null}
            </>
          )}
        </>
      );
      return { title: `Aturan ${rule.id}`, section, body };
    },
  },
];

async function findRule(id: string, { db, alertRules }: WebDeps): Promise<ShownRule | null> {
  const configured = alertRules.configured.find((setting) => setting.id === id);
  if (configured !== undefined) return { ...configured, stored: null };
  const stored = await findAlertRule(db, id);
  return stored === null ? null : { ...stored, stored };
}

function Result({ trial, deps }: { trial: Trial; deps: WebDeps }): JSX.Element {
  return <TrialResult trial={trial} clock={{ now: deps.now(), zone: deps.region.timezone }} />;
}

interface LineProps {
  readonly rule: ShownRule;
  readonly type: AlertRuleType | undefined;
  readonly actor: Actor;
  readonly clock: { readonly now: Date; readonly zone: string };
}

function RuleLine({ rule: { id, rule, stored }, type, actor, clock }: LineProps): JSX.Element {
  const isOn = stored === null || stored.enabled;
  return (
    <li>
      <p>
        <a href={`${path}/${encodeURIComponent(id)}`}>{type?.title ?? rule}</a> <span class="quiet">{id}</span>{' '}
        <span class={isOn ? 'badge level-none' : 'chip'}>{isOn ? 'Menyala' : 'Mati'}</span>
      </p>
      <p class="quiet">
        {stored === null ? (
          'dari kentongan.yaml; ubah di sana'
        ) : (
          <>
            dibuat di sini, diubah {stored.author} <When at={stored.updatedAt} {...clock} />
          </>
        )}
      </p>
      {stored === null || !isAllowed(actor, 'alerting') ? null : (
        <Form
          action={`/api/v1/alert-rules/${encodeURIComponent(id)}/enabled`}
          back={path}
          done={isOn ? `Aturan ${id} dimatikan.` : `Aturan ${id} menyala.`}
          hidden={{ enabled: isOn ? 'false' : 'true' }}
        >
          <button type="submit" class="button-quiet button-small">
            {isOn ? 'Matikan' : 'Nyalakan'}
          </button>
        </Form>
      )}
    </li>
  );
}

function NewRule({ types }: { types: readonly AlertRuleType[] }): JSX.Element {
  return (
    <section class="card work" aria-labelledby="aturan-baru">
      <h2 id="aturan-baru">Tambah aturan</h2>
      <ul class="plain-list">
        {types.map(({ id, title }) => (
          <li key={id}>
            <a href={`${path}/baru?jenis=${encodeURIComponent(id)}`}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TryLinks({ id }: { id: string }): JSX.Element {
  const own = `${path}/${encodeURIComponent(id)}`;
  return (
    <p class="actions">
      <a class="button-quiet" href={`${own}?coba=7`}>
        Coba atas 7 hari terakhir
      </a>
      <a class="button-quiet" href={`${own}?coba=30`}>
        Coba atas 30 hari terakhir
      </a>
    </p>
  );
}

function RemoveRule({ id }: { id: string }): JSX.Element {
  return (
    <Reveal label="Hapus aturan ini">
      <Form
        action={`/api/v1/alert-rules/${encodeURIComponent(id)}`}
        method="delete"
        back={path}
        done={`Aturan ${id} dihapus.`}
      >
        <p class="quiet">Peringatan yang sudah dibuatnya tetap ada. Untuk berhenti sementara, matikan saja.</p>
        <p class="submit">
          <button type="submit">Ya, hapus</button>
        </p>
      </Form>
    </Reveal>
  );
}
