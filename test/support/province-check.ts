/** Rows that a statement gives. */
export type Ask = <Row extends object>(text: string) => Promise<readonly Row[]>;

/** What a province, or a regency on its own, should hold in the end: everything once. */
export interface ProvinceCheck {
  /** What is not yet stored, judged, told or delivered, in words; null when nothing waits. @param mentions expected in the n-th regency */
  unsettled(mentions: (index: number) => number): Promise<string | null>;
  /** What is wrong once nothing waits, in words. */
  faults(): Promise<readonly string[]>;
}

export interface Expected {
  readonly recipients: number;
  /** Copies of each message by Message-ID and recipient, as the mail server took them. */
  readonly received: ReadonlyMap<string, number>;
  /** Whether tasks are handed out by a queue, which may give some up. */
  readonly hasQueue: boolean;
  /** Address, as LIKE has it, of mentions whose issue must have an alert if it is red; all if absent. */
  readonly toldOf?: string;
}

/** @param schemas what stands before the names of a regency's tables: `r35_16.` */
export function checkProvince(
  ask: Ask,
  schemas: readonly string[],
  { recipients, received, hasQueue, toldOf = '%' }: Expected,
): ProvinceCheck {
  const count = async (what: string): Promise<number> =>
    Number((await ask<{ n: string }>(`select count(*) n from ${what}`))[0]?.n ?? 0);

  async function faultsOf(schema: string): Promise<readonly string[]> {
    const faults: string[] = [];
    const check = (isGood: boolean, fault: string): void => {
      if (!isGood) faults.push(`${schema} ${fault}`);
    };
    const twice = await count(`(select url from ${schema}mentions group by url having count(*) > 1) x`);
    check(twice === 0, `${twice} mentions stored twice`);
    const unscored = await count(
      `${schema}mentions m where not exists (select 1 from ${schema}scores s where s.mention_id = m.id)`,
    );
    check(unscored === 0, `${unscored} mentions without a score`);
    const alerted = await count(
      `(select subject from ${schema}alerts where occasion = 'first' group by subject having count(*) > 1) x`,
    );
    check(alerted === 0, `${alerted} issues alerted twice`);
    const alerts = await count(`${schema}alerts`);
    const told = await ask<{ message_id: string | null; address: string; state: string | null }>(
      `select o.message_id, n.address, o.state from ${schema}notices n left join ${schema}outbox o on o.id = n.outbox_id where n.purpose = 'notify'`,
    );
    check(told.length === alerts * recipients, `${told.length} notices of ${alerts * recipients}`);
    const lost = told.filter(
      ({ message_id, address, state }) => state !== 'sent' || !received.has(`${message_id} ${address}`),
    );
    check(lost.length === 0, `${lost.length} alerts lost`);
    return faults;
  }

  return {
    async unsettled(expected) {
      for (const [index, schema] of schemas.entries()) {
        const state = await stateOf(ask, schema, toldOf);
        const { mentions, alerts, ...waiting } = state;
        const isDone =
          mentions === expected(index) && (alerts ?? 0) > 0 && Object.values(waiting).every((one) => one === 0);
        if (!isDone) return `${schema} of ${expected(index)}: ${JSON.stringify(state)}`;
      }
      return null;
    },
    async faults() {
      const faults: string[] = [];
      const known = new Set<string>();
      for (const schema of schemas) {
        faults.push(...(await faultsOf(schema)));
        const written = await ask<{ key: string }>(`select message_id || ' ' || address as key from ${schema}outbox`);
        for (const { key } of written) known.add(key);
      }
      const strange = [...received.keys()].filter((key) => !known.has(key)).length;
      if (strange > 0) faults.push(`${strange} mails that nobody wrote down`);
      if (!hasQueue) return faults;
      const dead = await ask<{ task: string; error: string }>(
        `select data::text as task, output::text as error from pgboss.job where name = 'dead'`,
      );
      for (const { task, error } of dead) faults.push(`given up: ${task}: ${error}`);
      return faults;
    },
  };
}

async function stateOf(ask: Ask, schema: string, toldOf: string): Promise<Readonly<Record<string, number>>> {
  const [row] = await ask<Record<string, string>>(`select
    (select count(*) from ${schema}mentions) as mentions,
    (select count(*) from ${schema}score_queue) as unscored,
    (select count(*) from ${schema}scores where clustered = 0) as ungrouped,
    (select count(*) from ${schema}issues i where i.attention = 'alert' and i.mention_count > 0
      and exists (select 1 from ${schema}mentions m where m.issue_id = i.id and m.url like '${toldOf}')
      and not exists (select 1 from ${schema}alerts a where a.issue_id = i.id)) as untold,
    (select count(*) from ${schema}notices where state in ('waiting', 'held') and purpose = 'notify') as notices,
    (select count(*) from ${schema}outbox where state in ('pending', 'sending')) as mails,
    (select count(*) from ${schema}alerts) as alerts`);
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
}
