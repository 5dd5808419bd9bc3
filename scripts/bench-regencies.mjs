/**
 * What each further regency costs a worker: time to open its scorer and memory, with word lists compiled for each of them and with those
 * that all of them share. Both in one run, each in a process of its own, on the built product.
 *
 *   npm run build && node scripts/bench-regencies.mjs [regencies] [texts of each]
 *
 * Every regency scores our own texts (`data/train`, `data/gold`), in turns of 200 as a worker's tasks go.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const [first = '12', second = '2000', mode] = process.argv.slice(2);
const regencies = Number(first);
const perRegency = Number(second);
const turn = 200;

if (mode === undefined) {
  for (const way of ['apart', 'common']) {
    const args = ['--expose-gc', here, first, second, way];
    process.stdout.write(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
} else await measure(mode === 'common');

async function measure(inCommon) {
  const { loadKnowledge } = await import('../dist/app/knowledge.js');
  const { createLateScorer } = await import('../dist/scoring/late-scorer.js');
  const { createClaimReader } = await import('../dist/scoring/claims/claim-reader.js');
  const { createLateClaimIndex } = await import('../dist/scoring/claims/late-claim-index.js');
  const { lexicons, models, gazetteer, common } = loadKnowledge();
  const texts = textsOf('train').concat(textsOf('gold'));
  const codes = gazetteer.regencies.slice(0, regencies).map(({ code }) => code);
  const start = memory();
  const opened = [];
  const scorers = codes.map((code) => {
    const before = cpuMs();
    const claims = createLateClaimIndex(inCommon ? common.claimReader : () => createClaimReader(lexicons));
    claims.add({
      claimId: 'a',
      title: 'Air sumur beracun',
      text: 'Air sumur warga disebut beracun sejak kemarin',
      url: null,
    });
    const region = gazetteer.findRegion(code);
    const parts = { lexicons, models, region, otherRegencies: gazetteer, claims, ...(inCommon ? { common } : {}) };
    const scorer = createLateScorer(parts);
    scorer.score([docOf(texts[0])]);
    opened.push(cpuMs() - before);
    return scorer;
  });
  const compiled = memory();
  const before = cpuMs();
  for (let at = 0; at < perRegency; at += turn) {
    for (const scorer of scorers) {
      scorer.score(Array.from({ length: turn }, (_, index) => docOf(texts[(at + index) % texts.length])));
    }
  }
  const scoring = cpuMs() - before;
  const warm = memory();
  console.log(
    `${inCommon ? 'in common' : 'apart    '}  ${codes.length} regencies: the first ${opened[0]?.toFixed(0)} ms, each further ` +
      `${(opened.slice(1).reduce((sum, ms) => sum + ms, 0) / Math.max(1, codes.length - 1)).toFixed(1)} ms of processor; ` +
      `${(compiled.live - start.live).toFixed(0)} MB live when open, ${(warm.live - start.live).toFixed(0)} MB after ` +
      `${(perRegency * codes.length).toLocaleString('en')} texts, ${warm.resident.toFixed(0)} MB resident; ` +
      `${Math.round((perRegency * codes.length) / (scoring / 1000)).toLocaleString('en')} texts a second of processor`,
  );
}

function docOf(text) {
  return { id: '1', title: null, text, publishedAt: null, platform: null };
}

function textsOf(folder) {
  const url = new URL(`../data/${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.tsv') && !name.startsWith('claim') && !name.startsWith('issues'))
    .flatMap((name) => readFileSync(new URL(name, url), 'utf8').trim().split('\n').slice(1))
    .map((line) => line.split('\t').at(-1));
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Megabytes: what is in use after a collection, and what the system counts. */
function memory() {
  globalThis.gc();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { live: (heapUsed + arrayBuffers) / 1e6, resident: rss / 1e6 };
}
