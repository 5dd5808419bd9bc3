// Started by bench-score.ts: a fresh process on the built product. Region code as argument, texts as JSON on stdin; prints the
// milliseconds until it is ready to score and by how many MB the process grew from there to the last text.
import { readFileSync } from 'node:fs';

const texts = JSON.parse(readFileSync(0, 'utf8'));
const before = process.memoryUsage.rss();
const began = performance.now();
const { loadKnowledge } = await import('../dist/app/knowledge.js');
const { createScorer } = await import('../dist/scoring/create-scorer.js');
const imported = performance.now();
const knowledge = loadKnowledge();
const region = knowledge.gazetteer.findRegion(process.argv[2]);
const loaded = performance.now();
const scorer = createScorer({ ...knowledge, region, otherRegencies: knowledge.gazetteer });
const ready = performance.now();
for (const text of texts) scorer.score([{ id: '1', title: null, text, publishedAt: null, platform: null }]);

const ms = (from, to) => `${(to - from).toFixed(0)} ms`;
const parts = `modules ${ms(began, imported)}, knowledge ${ms(imported, loaded)}, scorer ${ms(loaded, ready)}`;
console.log(JSON.stringify({ ready: ready - imported, memory: (process.memoryUsage.rss() - before) / 1e6, parts }));
