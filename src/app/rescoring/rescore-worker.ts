import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createClaimIndex } from '../../scoring/claims/claim-index.ts';
import { createClaimReader } from '../../scoring/claims/claim-reader.ts';
import { createScorer } from '../../scoring/create-scorer.ts';
import { withActiveAdapter } from '../adaptation/adapter-files.ts';
import { loadKnowledge } from '../knowledge.ts';
import { unpackLists } from './kept-lists.ts';
import type { RescoreAnswer, RescoreTask, RescoreWorkerData } from './rescore-messages.ts';

/** Looks for texts that a change of words touches, and scores texts, beside the thread that answers pages. */

const given = workerData as RescoreWorkerData;

// On Linux this is the thread's own: pages go first where there are few cores. Elsewhere it would be the whole process.
if (given.isPatient && process.platform === 'linux') setPriority(5);

const { lexicons, models: shipped, gazetteer } = loadKnowledge();
const claims = createClaimIndex(createClaimReader(lexicons));
for (const claim of given.claims) claims.add(claim);
const scorer = createScorer({
  lexicons,
  models: given.adapter === null ? shipped : withActiveAdapter(shipped, given.adapter),
  region: given.region,
  otherRegencies: gazetteer,
  claims,
  office: () => given.office,
});
if (scorer.stamp !== given.stamp) throw new Error(`the thread would score as ${scorer.stamp}, not as ${given.stamp}`);
const finders = given.before.map(({ lists, office }) => {
  const earlier = lists === null ? lexicons : unpackLists(lists);
  const finder = earlier === null ? null : scorer.changesSince({ lexicons: earlier, office });
  if (finder === null) throw new Error('the change cannot be told from the texts');
  return finder;
});

function answer(task: RescoreTask): RescoreAnswer | null {
  if ('news' in task) {
    for (const each of task.news) {
      if ('add' in each) claims.add(each.add);
      else claims.remove(each.remove);
    }
    return null;
  }
  if ('docs' in task) return { scored: scorer.score(task.docs) };
  const touched = task.texts.filter(({ title, text }) => finders.some((isTouched) => isTouched(title, text)));
  return { touched: touched.map(({ id }) => id) };
}

parentPort?.on('message', (task: RescoreTask) => {
  let said: RescoreAnswer | null;
  try {
    said = answer(task);
  } catch (error) {
    said = { error: error as Error };
  }
  if (said !== null) parentPort?.postMessage(said);
});
parentPort?.postMessage({ ready: true } satisfies RescoreAnswer);
