/** One hostile feed read by one of the other readers, in a process of its own: `feed-hostile-run.ts <reader> <feed>` prints how it ended. */
import { hostileFeeds } from './feed-hostile-set.ts';
import { peers } from './feed-peers.ts';

const peer = peers.find(({ name }) => name === process.argv[2]);
const made = hostileFeeds[process.argv[3] ?? '']?.();
if (peer === undefined || made === undefined) throw new Error('no such reader or feed');
const body = typeof made === 'string' ? Buffer.from(made) : made;
const began = performance.now();
let end = '';
try {
  end = `${(await peer.read(body, null, 'https://situs-contoh.test/feed')).items.length} items`;
} catch {
  end = 'refused';
}
console.log(JSON.stringify({ ms: Math.round(performance.now() - began), end }));
process.exit(0);
