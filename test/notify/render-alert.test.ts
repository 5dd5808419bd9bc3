import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert, FactMention } from '../../src/core/alert.ts';
import type { AlertContext } from '../../src/notify/alert-content.ts';
import { demoLine, renderAlert } from '../../src/notify/render-alert.ts';
import { makeFact } from '../alerts/facts.ts';
import { makeIssue } from '../support/make.ts';

const context: AlertContext = {
  regionName: 'Kabupaten Banyuraga',
  timezone: 'Asia/Jakarta',
  agencyNames: { PDAM: 'Perumda Air Minum Tirta Raga' },
  issueUrl: (id) => `https://kentongan.banyuraga.test/isu/${id}`,
  demo: false,
};

function makeAlert(overrides: Partial<Alert> = {}, mentions: readonly FactMention[] = [makeFact()]): Alert {
  return {
    id: 12,
    ruleId: 'negative-issue',
    issueId: 3,
    level: 'alert',
    reason: '14 sebutan negatif dari 6 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
    occasion: 'first',
    mentionIds: mentions.map(({ id }) => id),
    firedAt: '2026-11-22T08:00:00.000Z',
    snapshot: {
      issue: {
        id: 3,
        ...makeIssue({
          title: 'Air Mati Tiga Hari di Kedungrinjing',
          agency: 'PDAM',
          placeName: 'Kedungrinjing',
          firstPublisher: 'Kabar Raga',
          firstAt: '2026-11-19T23:30:00.000Z',
          mentionCount: 1240,
          negativeCount: 31,
          sourceCount: 9,
        }),
      },
      mentions,
    },
    ...overrides,
  };
}

test('the text says what an officer needs, in the order of the alerts in use', () => {
  const { subject, text } = renderAlert(makeAlert(), context);
  expect(subject).toBe('[Kentongan] MERAH: Air Mati Tiga Hari di Kedungrinjing');
  expect(text).toBe(
    [
      '🔴 *PERINGATAN ISU MERAH*',
      'Kabupaten Banyuraga',
      '',
      '📌 *Isu:* Air Mati Tiga Hari di Kedungrinjing',
      '📊 *Tingkat:* Merah, perlu segera ditanggapi',
      '📝 *Mengapa:* 14 sebutan negatif dari 6 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
      '🏢 *OPD terkait:* PDAM (Perumda Air Minum Tirta Raga)',
      '📡 *Sebaran:* 1.240 sebutan (31 negatif) dari 9 sumber',
      '🕐 *Pertama muncul:* 20 Nov 2026, 06.30 WIB di Kabar Raga',
      '📍 *Lokasi:* Kedungrinjing',
      '',
      '*Yang ditulis publik:*',
      '1. Kabar Raga, 22 Nov 2026, 14.00 WIB',
      '   Air Mati Tiga Hari',
      '   “Air PDAM mati tiga hari, pemerintah diam.”',
      '   Kata penanda: mati, diam',
      '   https://kabar-raga.test/air-mati',
      '',
      '🌐 Selengkapnya: https://kentongan.banyuraga.test/isu/3',
      '',
      'Pesan otomatis dari Kentongan. Penilaian dibuat oleh mesin dari kata-kata dalam teks; periksa sumbernya sebelum bertindak.',
      '',
    ].join('\n'),
  );
});

test.each([
  ['Asia/Jakarta', '06.30 WIB'],
  ['Asia/Makassar', '07.30 WITA'],
  ['Asia/Jayapura', '08.30 WIT'],
])('times are those of %s', (timezone, time) => {
  const { text, html } = renderAlert(makeAlert(), { ...context, timezone });
  expect(text).toContain(`Pertama muncul:* 20 Nov 2026, ${time}`);
  expect(html).toContain(time);
});

describe('what is not known or not so', () => {
  test('is said in words', () => {
    const alert = makeAlert({ level: 'watch', occasion: 'repeat' }, []);
    const issue = { ...alert.snapshot.issue, agency: null, placeName: null, hoaxCount: 2 };
    const { subject, text, html } = renderAlert(
      { ...alert, snapshot: { issue, mentions: [] } },
      { ...context, issueUrl: () => null },
    );
    expect(subject).toMatch(/^\[Kentongan\] KUNING \(lanjutan\): /);
    expect(text).toContain('🟡 *PERINGATAN ISU KUNING (LANJUTAN)*');
    expect(text).toContain('*OPD terkait:* belum teridentifikasi');
    expect(text).toContain('*Lokasi:* tidak disebutkan');
    expect(text).toContain('(31 negatif, 2 berisi klaim diduga hoaks)');
    expect(text).not.toMatch(/Yang ditulis|Selengkapnya/);
    expect(html).not.toContain('Buka isu');
  });

  test('a headline without text is shown without a quotation', () => {
    const { text, html } = renderAlert(makeAlert({}, [makeFact({ text: ' ' })]), context);
    expect(text).not.toContain('“');
    expect(html).not.toContain('“');
  });

  test('a demo says so first, in both parts', () => {
    const { text, html } = renderAlert(makeAlert(), { ...context, demo: true });
    expect(text.split('\n')[0]).toBe(`⚠️ ${demoLine}`);
    expect(html).toContain(demoLine);
    expect(renderAlert(makeAlert(), context).html).not.toContain(demoLine);
  });
});

test('shows at most five mentions, each around the words that made the verdict', () => {
  const long = `${'Pembukaan yang panjang sekali tentang hal lain. '.repeat(12)}Lalu keran warga mampet berhari-hari. ${'Penutup. '.repeat(60)}`;
  const mentions = Array.from({ length: 8 }, (_, index) =>
    makeFact({ publisher: `Media ${index}`, text: long, evidence: ['mampet'] }),
  );
  const { text, html } = renderAlert(makeAlert({}, mentions), context);
  expect(text.match(/Kata penanda/g)).toHaveLength(5);
  expect(text).toContain('keran warga mampet berhari-hari');
  expect(text).not.toContain('Media 5');
  expect(html.match(/mampet berhari-hari/g)).toHaveLength(5);
  expect(text.length).toBeLessThan(4_000);
});

describe('hostile text', () => {
  const attack = '<script>alert(1)</script>"><img src=x onerror=alert(1)>&amp;';

  test('is escaped in the HTML wherever it stands', () => {
    const fact = makeFact({
      title: attack,
      text: attack,
      publisher: attack,
      evidence: [attack],
      url: `https://a.test/?q=${attack}`,
    });
    const alert = makeAlert({ reason: attack }, [fact]);
    const issue = { ...alert.snapshot.issue, title: attack, agency: attack, placeName: attack, firstPublisher: attack };
    const { html } = renderAlert(
      { ...alert, snapshot: { issue, mentions: [fact] } },
      { ...context, regionName: attack },
    );
    expect(html).not.toMatch(/<script|<img|<iframe/i);
    expect(html.match(/&lt;script>|&lt;script&gt;/g)?.length).toBeGreaterThan(6);
    expect(tagsOf(html)).toEqual(tagsOf(renderAlert(makeAlert({}, [makeFact({ evidence: ['x'] })]), context).html));
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:pass@a.test/',
    'bukan alamat',
    'file:///etc/passwd',
  ])('does not become a link: %s', (url) => {
    const { html, text } = renderAlert(makeAlert({}, [makeFact({ url })]), { ...context, issueUrl: () => url });
    expect(html).not.toContain('href');
    expect(text).not.toContain(url);
  });

  test('cannot add lines to the text or the subject', () => {
    const text = fc.string({ unit: 'binary' }).map((tail) => `kata\r\n📌 *Isu:* palsu\n\n${tail}`);
    const lineCount = renderAlert(makeAlert({}, [makeFact({ evidence: [] })]), context).text.split('\n').length;
    fc.assert(
      fc.property(text, text, text, (title, body, publisher) => {
        const fact = makeFact({ title, text: body, publisher, evidence: [] });
        const alert = makeAlert({}, [fact]);
        const issue = { ...alert.snapshot.issue, title, firstPublisher: publisher, placeName: title };
        const message = renderAlert({ ...alert, snapshot: { issue, mentions: [fact] } }, context);
        expect(message.text.split('\n')).toHaveLength(lineCount);
        expect(message.text.match(/^📌/gm)).toHaveLength(1);
        expect(message.subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  });
});

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map((match) => match[1] ?? '');
}
