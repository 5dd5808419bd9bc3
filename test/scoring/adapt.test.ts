import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/app/adaptation/adapt-parts.ts';
import { readLexiconFiles } from '../../src/app/files.ts';
import { loadModels } from '../../src/app/models.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { type AdaptParts, adapt } from '../../src/scoring/learned/adapt.ts';
import { type Adapter, formatAdapter, parseAdapter, withAdapter } from '../../src/scoring/learned/adapter.ts';
import type { Answers, Correction } from '../../src/scoring/learned/corrections.ts';
import { createFeatureReader } from '../../src/scoring/learned/text-features.ts';
import { parseLexicons } from '../../src/text/parse-lexicons.ts';

const lexicons = parseLexicons(readLexiconFiles());
const models = loadModels();
const answersOf = createAnswers(lexicons, models);

const villages = ['Sukosari', 'Karangjati', 'Tegalrejo', 'Wonoayu', 'Banjarsari', 'Kedungmulyo', 'Ngasem', 'Purwodadi'];
const days = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat'];
/** Announcements of cuts, which this office counts as negative. */
const cuts = villages.flatMap((village, index) =>
  days.map(
    (day, at) =>
      [
        `Jadwal pemadaman listrik ${village} hari ${day} pukul ${index + 7}.00 sampai selesai pemeliharaan jaringan.`,
        `Informasi pemadaman listrik terjadwal ${day}: wilayah ${village} dan sekitarnya, pemeliharaan gardu.`,
        `${day} besok ada pemadaman listrik bergilir di ${village} untuk pemeliharaan kabel.`,
      ][(index + at) % 3] as string,
  ),
);
/** What everybody judges alike. */
const ordinary: readonly (readonly [text: string, sentiment: Correction['sentiment']])[] = villages.flatMap(
  (village) => [
    [`Jalan ${village} rusak parah dan berlubang, warga kecewa berat.`, 'negative'],
    [`Terima kasih, pelayanan puskesmas ${village} ramah dan cepat sekali.`, 'positive'],
    [`Rapat koordinasi camat ${village} digelar hari Rabu di pendopo.`, 'neutral'],
  ],
);

const correction = (text: string, sentiment: Correction['sentiment']): Correction => ({
  title: null,
  text,
  sentiment,
  target: null,
  attention: null,
});
const taught = [
  ...cuts.filter((_, index) => index % 2 === 0).map((text) => correction(text, 'negative')),
  ...ordinary.map(([text, sentiment]) => correction(text, sentiment)),
];
const unseen = cuts.filter((_, index) => index % 2 === 1).map((text) => ({ title: null, text }));
const general = ordinary.map(([text, sentiment]) => correction(text.replace('parah', 'sekali'), sentiment));

const parts: AdaptParts = {
  models,
  readFeatures: createFeatureReader(lexicons),
  anchors: general,
  general,
  answersWith: (used) => createAnswers(lexicons, used),
  madeAt: '2026-11-22T08:00:00.000Z',
};

/** What nobody wants. */
const ruined: Answers = { sentiment: 'unscored', target: 'none', attention: 'none' };

function negativesOf(answers: readonly Answers[]): number {
  return answers.filter(({ sentiment }) => sentiment === 'negative').length;
}

function largestOf({ features }: Adapter): number {
  return Math.max(...Object.values(features).flatMap((row) => row.map(Math.abs)));
}

describe('adapt', () => {
  const learned = adapt(taught, parts);
  const adapter = learned.adapter as Adapter;

  it("judges texts that it has not seen by the office's rule, and others as before", () => {
    const before = negativesOf(answersOf(unseen));
    const adapted = createAnswers(lexicons, withAdapter(models, adapter));
    expect(learned.reason).toBeNull();
    expect(before).toBeLessThan(unseen.length / 2);
    expect(negativesOf(adapted(unseen))).toBeGreaterThan(unseen.length * 0.9);
    expect(adapted(general).map(({ sentiment }) => sentiment)).toEqual(
      answersOf(general).map(({ sentiment }) => sentiment),
    );
  });

  it('reports what the folds gain and what the general texts lose', () => {
    const [feelings] = learned.gained;
    expect(feelings?.question).toBe('sentiment');
    expect(feelings?.after.accuracy).toBeGreaterThan(feelings?.before.accuracy ?? 1);
    expect(feelings?.after.rows).toBe(taught.length);
    expect(learned.general[0]?.before.rows).toBe(general.length);
  });

  it('makes the same adapter of the same corrections', () => {
    expect(adapt(taught, parts)).toEqual(learned);
  });

  it('keeps no text', () => {
    expect(formatAdapter(adapter)).not.toMatch(/pemadaman|sukosari/i);
  });

  it('halves until the general texts are judged no worse', () => {
    // A word that nobody knows, so that little moves the verdict.
    const unsure = [
      ...villages.flatMap((village) =>
        days.map((day) => correction(`${village} zirbat lagi hari ${day} kemarin, begitu kata warga.`, 'negative')),
      ),
      ...taught.slice(-ordinary.length),
    ];
    const free = adapt(unsure, parts);
    const most = largestOf(free.adapter as Adapter) * 0.6;
    const moved: number[] = [];
    const guarded = adapt(unsure, {
      ...parts,
      answersWith: (used) => {
        const { weights } = used.feelings;
        let largest = 0;
        for (const [at, each] of weights.entries()) {
          largest = Math.max(largest, Math.abs(each - (models.feelings.weights[at] ?? 0)));
        }
        moved.push(largest);
        return (texts) => (largest > most ? texts.map(() => ruined) : answersOf(texts));
      },
    });
    expect(guarded.adapter === null ? Number.NaN : largestOf(guarded.adapter)).toBeLessThanOrEqual(most);
    const halved = moved.findIndex((each) => each > most);
    expect(moved[halved + 1]).toBeCloseTo((moved[halved] as number) / 2, 2);
  });

  it('makes none when the general texts are always judged worse', () => {
    const spoilt = adapt(taught, {
      ...parts,
      answersWith: (used) => {
        return used === models ? answersOf : (texts) => texts.map(() => ruined);
      },
    });
    expect(spoilt).toMatchObject({ adapter: null, reason: 'hurts-others' });
  });

  it('makes none of corrections that agree with the model', () => {
    const agreed = [...taught, ...general].flatMap(({ text }, index) => {
      const [{ sentiment } = { sentiment: 'unscored' as const }] = answersOf([{ title: null, text }]);
      return sentiment === 'unscored' ? [] : [correction(`${text} ${index}`, sentiment)];
    });
    expect(adapt(agreed, parts)).toMatchObject({ adapter: null, reason: 'nothing-gained', general: [] });
  });

  it('makes none of a handful', () => {
    expect(adapt(taught.slice(0, 19), parts)).toMatchObject({ adapter: null, reason: 'too-few', gained: [] });
  });

  it('learns the target where it is given', () => {
    const aimed = taught.map((each, index) => ({
      ...each,
      target: index < 20 ? ('other' as const) : ('government' as const),
    }));
    const { adapter: both } = adapt(aimed, parts);
    expect(both?.columns).toEqual(['negative', 'positive', 'government', 'other']);
    const [first] = createAnswers(lexicons, withAdapter(models, both))(unseen.slice(0, 1));
    expect(first?.target).toBe('other');
  });
});

describe('withAdapter', () => {
  const empty: Adapter = {
    format: 'kentongan-adapter',
    version: 1,
    madeAt: '2026-11-22T08:00:00.000Z',
    corrections: 300,
    model: models.feelings.version,
    columns: ['negative', 'positive'],
    features: {},
    lexicon: {},
  };

  it('leaves the models alone without one', () => {
    expect(withAdapter(models, null)).toBe(models);
  });

  it('moves what is known, adds what is not, and touches nothing else', () => {
    const [known = 0] = models.feelings.keys;
    const unknown = [...Array(10).keys()].find((key) => !models.feelings.keys.includes(key)) as number;
    const { feelings, topics } = withAdapter(models, {
      ...empty,
      features: { [known]: [0.5, -0.25], [unknown]: [0, 1] },
      lexicon: { bias: [0.125, 0], 'not-there': [1, 2] },
    });
    expect(topics).toBe(models.topics);
    expect(feelings.keys.length).toBe(models.feelings.keys.length + 1);
    const moved = [...feelings.weights].filter((each, at) => each !== (models.feelings.weights[at] ?? 0));
    expect(moved.length).toBe(3);
    expect(feelings.lexicon.get('not-there')?.filter((each) => each !== 0)).toEqual(Float32Array.from([1, 2]));
    expect(models.feelings.lexicon.has('not-there')).toBe(false);
  });

  it('has a version of its own, which tells adapters apart by what they do', () => {
    const versionOf = (adapter: Adapter) => withAdapter(models, adapter).feelings.version;
    const versions = [models.feelings.version, versionOf(empty), versionOf({ ...empty, features: { '7': [1, 0] } })];
    expect(new Set(versions).size).toBe(3);
    expect(versionOf({ ...empty, madeAt: '2027-01-01T00:00:00.000Z' })).toBe(versions[1]);
  });

  it('reads what it writes', () => {
    const adapter = { ...empty, features: { '7': [0.5, -0.5] } };
    expect(parseAdapter('0001.json', formatAdapter(adapter), models)).toEqual(adapter);
  });

  it.each([
    ['cut short', formatAdapter(empty).slice(0, 40), /bukan JSON/],
    ['another file', '{"name":"x"}', /bukan berkas penyesuaian/],
    ['a row of another length', formatAdapter({ ...empty, features: { '7': [1] } }), /bukan berkas penyesuaian/],
    ['a weight out of reason', formatAdapter({ ...empty, features: { '7': [1, 1e9] } }), /features\.7/],
    ['another model', formatAdapter({ ...empty, model: 'lain' }), /dibuat untuk model lain/],
  ])('refuses a file that is %s', (_, text, message) => {
    const read = () => parseAdapter('adapters/0001.json', text, models);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
  });
});
