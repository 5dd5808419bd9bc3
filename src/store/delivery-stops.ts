import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { setMeta } from './meta.ts';
import type { Db } from './schema.ts';

/** Why nothing goes out by a channel (a refused login), or to one address of it (a webhook that said 410), at present. */
export interface DeliveryStop {
  readonly channel: ChannelId;
  /** Null for the whole channel. */
  readonly address: string | null;
  readonly error: string;
  readonly since: Instant;
  /** When it is tried again; null for not before somebody asks for it (`retryDead`). */
  readonly until: Instant | null;
}

type Place = Pick<DeliveryStop, 'channel' | 'address'>;

const prefix = 'delivery-stop:';

function keyOf({ channel, address }: Place): string {
  return `${prefix}${JSON.stringify([channel, address])}`;
}

/** One that is there already keeps the time since when it holds. */
export async function saveStop(db: Db, stop: DeliveryStop): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    const known = (await listStops(trx)).find((entry) => keyOf(entry) === keyOf(stop));
    await setMeta(trx, keyOf(stop), JSON.stringify({ ...stop, since: known?.since ?? stop.since }));
  });
}

/** Something went through, or somebody wants it tried again. */
export async function forgetStops(db: Db, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  const keys = [...new Set(places.map(keyOf))];
  await inWriteTransaction(db, (trx) =>
    trx
      .deleteFrom('meta')
      .where(isIn(trx, 'meta.key', keys))
      .execute(),
  );
}

/** Oldest first. */
export async function listStops(db: Db): Promise<DeliveryStop[]> {
  const rows = await db
    .selectFrom('meta')
    .select('value')
    .where((eb) => eb(eb.fn('substr', ['key', eb.val(1), eb.val(prefix.length)]), '=', prefix))
    .execute();
  return rows
    .map(({ value }) => JSON.parse(value) as DeliveryStop)
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}
