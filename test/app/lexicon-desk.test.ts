import { describe, expect, test } from 'vitest';
import { parseLabelled } from '../../src/app/evaluation/labelled-file.ts';
import { createLexiconDesk } from '../../src/app/lexicon/desk.ts';
import { previewChange, spreadOut } from '../../src/app/lexicon/preview-change.ts';
import type { Verdict } from '../../src/core/correction.ts';
import { silentLog } from '../../src/core/log.ts';
import { noOfficeLexicon } from '../../src/core/office-lexicon.ts';
import { rescoreStale } from '../../src/jobs/rescore.ts';
import { type ScoreDeps, scorePending } from '../../src/jobs/score.ts';
import { setVerdict } from '../../src/store/corrections.ts';
import { listJudgedTexts } from '../../src/store/corrections-texts.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { addMention, addSources, hoursBefore, makeDraft, makeSource, testNow } from '../jobs/seed.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeOfficeScorer } from '../support/lexicon.ts';

describe.each(dialects)('the desk of the office words on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const by = { who: 'Rina', why: 'dipakai warga' };

  function open() {
    const made = makeOfficeScorer(db());
    const desk = createLexiconDesk({ db: db(), now: () => testNow, ...made, knowledge: { lexicons: smallLexicons } });
    const deps: ScoreDeps = {
      db: db(),
      now: () => testNow,
      log: silentLog,
      scorer: made.scorer,
      inContext: (scored) => scored,
      signal: new AbortController().signal,
    };
    return { ...made, desk, deps };
  }
  async function add(text: string, hours = 2): Promise<number> {
    const stems = stemsOf(text).join(' ');
    return addMention(db(), { title: null, text, stems, publishedAt: hoursBefore(hours), scored: null });
  }
  const labelOf = async (id: number) => (await findMention(db(), id))?.score?.sentiment.label;
  const judge = (mentionId: number, verdict: Verdict) =>
    setVerdict(db(), { mentionId, verdict, note: null, who: 'Rina', now: testNow });

  const texts = [
    'Pelayanan di kantor kecamatan ambyar sejak pagi tadi.',
    'Kantor itu ambyarnya bukan main kata warga di sana.',
    'Konser kemarin ambyar dan warga sudah pulang dengan tertib.',
    'Jadwal kantor kecamatan berubah mulai Senin depan.',
    'Warga datang ke kantor untuk mengurus kartu keluarga.',
  ] as const;

  async function seed() {
    await addSources(db(), [makeSource()]);
    const ids: number[] = [];
    for (const text of texts) ids.push(await add(text));
    return ids;
  }

  test('a word is looked up: reading, lists, spellings, what the model learned, what the office says', async () => {
    const { desk } = open();
    expect(desk.lookUp('  BAGUS ')).toMatchObject({
      term: 'bagus',
      reading: ['bagus'],
      lists: [{ list: 'id-core', term: 'bagus', weight: 2, kind: 'praise', language: 'id' }],
      spellings: ['bgs'],
      office: null,
    });
    const learned = (word: string) => desk.lookUp(word).learned[0];
    expect(learned('kecewa')).toMatchObject({ word: 'kecewa', known: true });
    expect(learned('kecewa')?.points).toBeLessThan(0);
    expect(learned('juara')?.points).toBeGreaterThan(0);
    expect(desk.lookUp('bgs').lists).toEqual(desk.lookUp('bagus').lists);
    expect(desk.lookUp('rusak').phrases.map(({ term }) => term)).toEqual(['rusak parah']);
    expect(desk.lookUp('tidak').lists.map(({ list }) => list)).toContain('negators');
    expect(desk.lookUp('qwxzv').learned).toMatchObject([{ word: 'qwxzv', known: false }]);
    expect(desk.lookUp('...')).toMatchObject({ reading: [], lists: [], phrases: [], spellings: [], learned: [] });
    await desk.change('Ambyar', -3, by);
    expect(desk.lookUp('ambyar').office).toBe(-3);
  });

  test('examples hold the word itself, newest first', async () => {
    await addSources(db(), [makeSource()]);
    const old = await add('Kantor itu ambyar sejak lama kata warga.', 31 * 24);
    const first = await add(texts[0], 5);
    const second = await add(texts[1], 3);
    await add('Warga bilang ambyarkan saja acaranya besok pagi.', 1);
    const { desk, deps } = open();
    await scorePending(deps);
    const found = await desk.examples('ambyar');
    expect(found.map(({ id }) => id)).toEqual([second, first]);
    expect(found[0]).toMatchObject({ head: texts[1], publishedAt: hoursBefore(3) });
    expect(found.map(({ id }) => id)).not.toContain(old);
    expect(await desk.examples('!!!')).toEqual([]);
  });

  test('a preview tells exactly what a change then does, and changes nothing itself', async () => {
    const ids = await seed();
    const { desk, deps, scorer } = open();
    await scorePending(deps);
    const labels = () => Promise.all(ids.map(labelOf));
    const before = await labels();
    const preview = await desk.preview('ambyar', 5);
    expect(preview).toMatchObject({
      term: 'ambyar',
      before: null,
      after: 5,
      days: 30,
      cut: false,
      holding: 3,
      byHand: 0,
    });
    expect(preview.flipped).toBe(3);
    expect(await labels()).toEqual(before);
    expect(scorer.lexiconVersion).not.toContain('+k');

    await desk.change('ambyar', 5, by);
    expect(await desk.waiting()).toBe(ids.length);
    await scorePending(deps);
    expect(await desk.waiting()).toBe(0);
    const after = await labels();
    const changed = ids.flatMap((id, at) =>
      before[at] === after[at] ? [] : [{ id, before: before[at], after: after[at] }],
    );
    const told = preview.examples.map(({ id, before: was, after: is }) => ({ id, before: was, after: is }));
    expect([...told].sort((a, b) => a.id - b.id)).toEqual(changed);
    expect(preview.flips.reduce((sum, { count }) => sum + count, 0)).toBe(preview.flipped);
    const view = await findMention(db(), ids[0] ?? 0);
    expect(view?.score?.versions.lexicon).toMatch(/\+k1$/);
    expect(view?.score?.sentiment.evidence.map(({ rule }) => rule)).toContain('lexicon:office');

    const back = await desk.preview('ambyar', null);
    expect(back).toMatchObject({ before: 5, after: null, flipped: preview.flipped });
    await desk.restore(0, by);
    await scorePending(deps);
    expect(await labels()).toEqual(before);
  });

  test('what a person has judged does not flip, and is counted', async () => {
    const ids = await seed();
    const { desk, deps } = open();
    await scorePending(deps);
    await judge(ids[0] ?? 0, 'negative');
    const preview = await desk.preview('ambyar', 5);
    expect(preview).toMatchObject({ holding: 3, byHand: 1 });
    expect(preview.examples.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    await desk.change('ambyar', 5, by);
    await scorePending(deps);
    expect(await labelOf(ids[0] ?? 0)).toBe('negative');
    expect(await desk.preview('ambyar', null)).toMatchObject({ byHand: 1 });
  });

  test('it is right also while the past still waits to be scored again', async () => {
    await seed();
    const { desk, deps } = open();
    await scorePending(deps);
    const fresh = await desk.preview('ambyar', 5);
    await desk.change('kantor', 4, by);
    await desk.change('kantor', null, by);
    const stale = await desk.preview('ambyar', 5);
    expect(stale).toEqual(fresh);
    expect(fresh.flipped).toBe(3);
  });

  test('what is not reached in time is not told of', async () => {
    await seed();
    const { desk, deps, scorer } = open();
    await scorePending(deps);
    const parts = { db: db(), scorer, now: testNow, patienceMs: 0 };
    const preview = await previewChange(parts, desk.lookUp('ambyar'), noOfficeLexicon, -5);
    expect(preview).toMatchObject({ found: 3, looked: 0, holding: 0, flipped: 0, examples: [] });
  });

  test('of a word that stands everywhere a sample over the month is looked at, and said to be one', async () => {
    await addSources(db(), [makeSource()]);
    const day = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `Kantor ${from} nomor ${index} ambyar kata warga.`).map((text) =>
        makeDraft({
          title: null,
          text,
          keys: [`banyak:${text}`],
          stems: stemsOf(text).join(' '),
          publishedAt: hoursBefore(from * 24 + 2),
        }),
      );
    const drafts = [...day(0, 151), ...day(10, 3), ...day(29, 2), ...day(31, 4)];
    await saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow });
    const { desk, deps } = open();
    await scorePending(deps);
    const preview = await desk.preview('ambyar', 5);
    expect(preview).toMatchObject({ found: 155, looked: 155, holding: 155, cut: true });
    expect(preview.examples.length).toBeLessThanOrEqual(30);
    expect(preview.flipped).toBeGreaterThan(30);
  });

  test('emoji are looked for among the newest', async () => {
    await addSources(db(), [makeSource()]);
    const id = await add('Antre lagi di kantor kecamatan itu 😤 capek');
    const { desk, deps } = open();
    await scorePending(deps);
    expect((await desk.examples('😤')).map((example) => example.id)).toEqual([id]);
    await expect(desk.change('...', 2, by)).rejects.toMatchObject({ status: 400 });
    await expect(desk.preview('!', 2)).rejects.toMatchObject({ status: 400 });
  });

  test('another process sees a change when it scores next', async () => {
    await seed();
    const one = open();
    const other = open();
    await one.desk.change('ambyar', -5, by);
    expect(other.desk.current().version).toBe(0);
    await other.office.follow();
    expect(other.desk.current()).toEqual(one.desk.current());
    expect(other.scorer.stamp).toBe(one.scorer.stamp);
  });

  test('proposals: words that people moved the same way, with what a weight would do', async () => {
    await addSources(db(), [makeSource()]);
    const moved: number[] = [];
    const { desk, deps } = open();
    for (const place of ['pasar', 'terminal', 'stasiun', 'lapangan']) {
      moved.push(await add(`Keadaan di ${place} sore ini ambyar menurut penjual.`));
    }
    const left = await add('Penjual di taman membuka lapak sore ini.');
    await scorePending(deps);
    const machine = await labelOf(moved[0] ?? 0);
    expect(machine).not.toBe('negative');
    expect(await desk.proposals()).toEqual({ texts: 0, items: [] });
    for (const id of moved) await judge(id, 'negative');
    await judge(left, 'correct');
    const { texts: read, items } = await desk.proposals();
    expect(read).toBe(5);
    const ambyar = items.find(({ term }) => term === 'ambyar');
    expect(ambyar).toMatchObject({ direction: 'negative', weight: -2, agree: 4, against: 0, broken: 0 });
    // Stands in the text that the program read rightly, too.
    expect(items.find(({ term }) => term === 'penjual')).toMatchObject({ agree: 4, against: 1 });
    expect(items[0]?.against).toBe(0);
    await desk.change('ambyar', -2, by);
    await rescoreStale(deps, { since: null, write: true, mostExamples: 0 });
    expect((await desk.proposals()).items.map(({ term }) => term)).not.toContain('ambyar');
  });

  test('the own evaluation set and how the program does on it', async () => {
    const ids = await seed();
    const { desk, deps } = open();
    expect(await desk.accuracy()).toBeNull();
    await scorePending(deps);
    const labels = await Promise.all(ids.map(labelOf));
    await judge(ids[0] ?? 0, labels[0] === 'negative' ? 'positive' : 'negative');
    await judge(ids[1] ?? 0, 'correct');
    await judge(ids[2] ?? 0, 'irrelevant');
    const accuracy = await desk.accuracy();
    expect(accuracy).toMatchObject({ texts: 2, few: true, confirmed: 1, ours: { accuracy: 0.5 } });
    expect(accuracy?.majority.accuracy).toBeGreaterThan(0);
    const { items } = await listJudgedTexts(db(), { limit: 10 });
    const lines = items.map(({ title, text, label }) => JSON.stringify({ title: title ?? '', text, sentiment: label }));
    const { rows, rejected } = parseLabelled('himpunan.jsonl', lines.join('\n'));
    expect(rejected).toEqual([]);
    expect(rows.map(({ text, sentiment }) => [text, sentiment])).toEqual([
      [texts[1], labels[1]],
      [texts[0], labels[0] === 'negative' ? 'positive' : 'negative'],
    ]);
  });
});

describe('what is looked at first', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  test('lies evenly over the whole', () => {
    const spread = spreadOut(numbers);
    expect([...spread].sort((a, b) => a - b)).toEqual(numbers);
    expect(spread.slice(0, 7)).toEqual([0, 16, 32, 48, 64, 80, 96]);
  });
});
