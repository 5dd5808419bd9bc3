import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert, AlertSnapshot } from '../../src/core/alert.ts';
import type { ChannelId } from '../../src/core/dispatch.ts';
import type { MessageOccasion } from '../../src/core/notification.ts';
import type { AlertContext } from '../../src/notify/alert-content.ts';
import { demoLine } from '../../src/notify/message-heading.ts';
import { renderAlerts } from '../../src/notify/render-alerts.ts';
import { makeFact } from '../alerts/facts.ts';
import { context, makeAlert, makeAlerts, waterIssue } from './alerts.ts';

function mail(alerts: Alert | readonly Alert[], own: Partial<AlertContext> = {}, occasion: MessageOccasion = 'group') {
  return renderAlerts([alerts].flat(), { channel: 'email' }, occasion, { ...context, ...own });
}

function payloadOf(channel: ChannelId, alerts: readonly Alert[], occasion: MessageOccasion = 'group') {
  return JSON.parse(renderAlerts(alerts, { channel }, occasion, context).payload ?? 'null');
}

const snapshot = (overrides: Partial<AlertSnapshot>): AlertSnapshot => ({
  issue: waterIssue,
  mentions: [makeFact()],
  answers: [],
  ...overrides,
});

test('the text says what an officer needs, in the order of the alerts in use', () => {
  const { subject, text } = mail(makeAlert());
  expect(subject).toBe('[Kentongan] MERAH: Air Mati Tiga Hari di Kedungrinjing');
  expect(text).toBe(
    [
      '🔴 *PERINGATAN ISU MERAH*',
      'Kabupaten Banyuraga',
      '',
      '📌 *Isu:* Air Mati Tiga Hari di Kedungrinjing',
      '📊 *Tingkat:* Merah, perlu segera ditanggapi',
      '📝 *Mengapa:* 14 sebutan negatif dari 6 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
      '📂 *Kategori:* Air & listrik',
      '🏢 *OPD terkait:* PDAM (Perumda Air Minum Tirta Raga)',
      '📡 *Sebaran:* 12 media, 3 grup/akun, 1.240 komentar (31 dari 1.255 sebutan negatif)',
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
      '✋ Nyatakan sedang ditangani: https://kentongan.banyuraga.test/peringatan/12',
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
  const { text, html } = mail(makeAlert(), { timezone });
  expect(text).toContain(`Pertama muncul:* 20 Nov 2026, ${time}`);
  expect(html).toContain(time);
});

describe('what is not known or not so', () => {
  test('is said in words', () => {
    const issue = { ...waterIssue, hoaxCount: 2, mediaCount: 0, accountCount: 0, commentCount: 0 };
    const alert = makeAlert({
      level: 'watch',
      occasion: 'repeat',
      agency: null,
      topic: null,
      placeName: null,
      snapshot: snapshot({ issue, mentions: [] }),
    });
    const { subject, text, html } = mail(alert, { publicUrl: null });
    expect(subject).toMatch(/^\[Kentongan\] KUNING \(lanjutan\): /);
    expect(text).toContain('🟡 *PERINGATAN ISU KUNING (LANJUTAN)*');
    expect(text).toContain('*Kategori:* tidak ditentukan');
    expect(text).toContain('*OPD terkait:* belum teridentifikasi');
    expect(text).toContain('*Lokasi:* tidak disebutkan');
    expect(text).toContain('1.255 sebutan (31 dari 1.255 sebutan negatif, 2 berisi klaim diduga hoaks)');
    expect(text).not.toMatch(/Yang ditulis|Selengkapnya|ditangani:/);
    expect(html).not.toContain('href');
  });

  test('a headline without text is shown without a quotation', () => {
    const { text, html } = mail(makeAlert({}, [makeFact({ text: ' ' })]));
    expect(text).not.toContain('“');
    expect(html).not.toContain('“');
  });

  test('a demo says so first, in both parts', () => {
    const { text, html } = mail(makeAlert(), { demo: true });
    expect(text.split('\n')[0]).toBe(`⚠️ ${demoLine}`);
    expect(html).toContain(demoLine);
    expect(mail(makeAlert()).html).not.toContain(demoLine);
  });
});

test('shows at most five mentions, each around the words that made the verdict', () => {
  const long = `${'Pembukaan yang panjang sekali tentang hal lain. '.repeat(12)}Lalu keran warga mampet berhari-hari. ${'Penutup. '.repeat(60)}`;
  const mentions = Array.from({ length: 8 }, (_, index) =>
    makeFact({ publisher: `Media ${index}`, text: long, evidence: ['mampet'] }),
  );
  const { text, html } = mail(makeAlert({}, mentions));
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
    const issue = { ...waterIssue, firstPublisher: attack };
    const answers = [
      { claimId: '1', mentionId: 1, title: attack, url: attack, similarity: 0.8, kind: 'match' as const },
    ];
    const alert = makeAlert({
      reason: attack,
      title: attack,
      agency: attack,
      placeName: attack,
      snapshot: { issue, mentions: [fact], answers },
    });
    const { html } = mail(alert, { regionName: attack });
    const list = mail([alert, { ...alert, id: 13 }], { regionName: attack }).html;
    expect(list).not.toMatch(/<script|<img|<iframe/i);
    expect(html).not.toMatch(/<script|<img|<iframe/i);
    expect(html.match(/&lt;script>|&lt;script&gt;/g)?.length).toBeGreaterThan(6);
    expect(tagsOf(html)).toEqual(
      tagsOf(
        mail(
          makeAlert({
            snapshot: snapshot({
              mentions: [makeFact({ evidence: ['x'] })],
              answers: answers.map((answer) => ({ ...answer, title: 'x' })),
            }),
          }),
        ).html,
      ),
    );
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:pass@a.test/',
    'bukan alamat',
    'file:///etc/passwd',
  ])('does not become a link: %s', (url) => {
    const { html, text } = mail(makeAlert({}, [makeFact({ url })]), { publicUrl: null });
    expect(html).not.toContain('href');
    expect(text).not.toContain(url);
  });

  test('cannot add lines to the text or the subject', () => {
    const text = fc.string({ unit: 'binary' }).map((tail) => `kata\r\n📌 *Isu:* palsu\n\n${tail}`);
    const lineCount = mail(makeAlert({}, [makeFact({ evidence: [] })])).text.split('\n').length;
    fc.assert(
      fc.property(text, text, text, (title, body, publisher) => {
        const fact = makeFact({ title, text: body, publisher, evidence: [] });
        const issue = { ...waterIssue, title, firstPublisher: publisher };
        const alert = makeAlert({
          title: `x${title}`,
          placeName: title,
          snapshot: snapshot({ issue, mentions: [fact] }),
        });
        const message = mail(alert);
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

describe('what an alert is about', () => {
  test('a spike and a silent source have their own words, and no fields that say nothing', () => {
    const spike = makeAlert({
      subject: 'spike:social:topic:air-listrik',
      issueId: null,
      level: 'crisis',
      title: '+340% keluhan air PDAM di Kemlagi, 3 sumber',
      snapshot: snapshot({ issue: null }),
    });
    const { subject, text, html } = mail(spike);
    expect(subject).toBe('[Kentongan] KRISIS: +340% keluhan air PDAM di Kemlagi, 3 sumber');
    expect(text).toContain('🚨 *PERINGATAN LONJAKAN KRISIS*');
    expect(text).toContain('*Lonjakan:* +340%');
    expect(text).toContain('*Tingkat:* Krisis, perlu ditangani sekarang juga');
    expect(text).not.toMatch(/Sebaran|Pertama muncul|\/isu\//);
    expect(html).toContain('PERINGATAN LONJAKAN KRISIS');
    const source = makeAlert({
      subject: 'source:radar',
      issueId: null,
      level: 'watch',
      topic: null,
      agency: null,
      placeName: null,
      snapshot: snapshot({ issue: null, mentions: [] }),
    });
    expect(mail(source).text).toContain('PERINGATAN SUMBER KUNING');
    expect(mail(source).text).not.toMatch(/OPD|Kategori|Lokasi/);
  });

  test('a rise, an escalation and collected ones say so', () => {
    expect(mail(makeAlert({ occasion: 'rise' })).subject).toMatch(/^\[Kentongan\] MERAH \(naik tingkat\): /);
    const escalated = mail(makeAlert(), {}, 'escalation');
    expect(escalated.subject).toMatch(/MERAH \(belum ditangani\): /);
    expect(escalated.text).toContain(
      'Belum ada yang menyatakan menangani peringatan ini sejak 22 Nov 2026, 15.00 WIB.',
    );
    expect(escalated.html).toContain('sejak 22 Nov 2026, 15.00 WIB.');
    expect(mail(makeAlerts(3), {}, 'collected').text).toContain('Pesan gabungan');
    expect(mail(makeAlert(), {}, 'collected').text).not.toContain('Pesan gabungan');
  });

  test('a claim that is answered already carries the answer and how alike they are', () => {
    const answer = {
      claimId: '7',
      mentionId: 1,
      title: 'Hoaks air beracun',
      url: 'https://cek.test/7',
      similarity: 0.824,
    };
    const alert = makeAlert({
      snapshot: snapshot({
        answers: [
          { ...answer, kind: 'match' },
          { ...answer, kind: 'suggest', url: null, title: null },
        ],
      }),
    });
    const { text, html } = mail(alert);
    expect(text).toContain(
      '✅ Sudah ada klarifikasi/cek fakta: Hoaks air beracun (kemiripan 82%)\n   https://cek.test/7',
    );
    expect(text).toContain('✅ Mungkin terkait klarifikasi/cek fakta (kemiripan 82%)');
    expect(html).toContain('href="https://cek.test/7"');
    expect(html).toContain('>cek.test<');
  });

  test('names no accounts of citizens', () => {
    const fact = makeFact({
      publisher: 'Info Warga @budi_123',
      title: 'Keluhan @siti.aminah',
      text: 'Kata @siti.aminah air mati. Tanya humas@banyuraga.test.',
      evidence: ['mati', '@siti.aminah'],
    });
    for (const channel of ['email', 'telegram', 'whatsapp', 'webhook'] as const) {
      const message = renderAlerts([makeAlert({}, [fact])], { channel }, 'group', context);
      expect(JSON.stringify(message)).not.toMatch(/siti|budi_123/);
    }
    expect(mail(makeAlert({}, [fact])).text).toContain('Kata @… air mati. Tanya humas@banyuraga.test.');
  });

  test('cannot turn the direction of what is written after it', () => {
    expect(mail(makeAlert({ title: 'aman\u202e\u2066 gnaby' })).subject).toBe('[Kentongan] MERAH: aman gnaby');
  });
});

describe('several alerts', () => {
  test('share a mail that says what they have in common and lists each once', () => {
    const alerts = makeAlerts(7);
    const { subject, text, html } = mail([...alerts, ...alerts]);
    expect(subject).toBe('[Kentongan] MERAH: 7 isu Air & listrik/PDAM – Air mati di dusun 1, Air mati di dusun 2, …');
    for (const { id, title } of alerts) {
      expect(text.split(`*${title}*`)).toHaveLength(2);
      expect(text.split(`/peringatan/${id}\n`)).toHaveLength(2);
      expect(html.split(` · ${title}<`)).toHaveLength(2);
    }
    expect(text.indexOf('dusun 1*')).toBeLessThan(text.indexOf('dusun 2*'));
    const mixed = mail([makeAlert(), makeAlert({ id: 13, issueId: null, topic: null, agency: 'DLH' })]);
    expect(mixed.subject).toMatch(/MERAH: 2 peringatan – /);
  });

  test('of which there are 10,000 stay under 200 KB, each once or counted, on every channel', () => {
    const long = 'warga mengeluh berkepanjangan '.repeat(40);
    const alerts = makeAlerts(10_000).map((alert) => ({ ...alert, title: `${alert.id} ${long}`, reason: long }));
    const { text, html } = mail(alerts);
    expect(Buffer.byteLength(text) + Buffer.byteLength(html)).toBeLessThan(200_000);
    expect(text.match(/\/peringatan\/\d+$/gm)).toHaveLength(50);
    expect(text).toContain('… dan 9.950 lagi.');
    expect(text).toContain('🌐 Semua peringatan: https://kentongan.banyuraga.test/peringatan\n');
    expect(html).toContain('… dan 9.950 lagi.');
    const told = payloadOf('telegram', alerts).html as string;
    expect(told.length).toBeLessThanOrEqual(4_096);
    const shown = told.match(/\/peringatan\/\d+"/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(3);
    expect(told).toContain(`… dan ${(10_000 - shown).toLocaleString('id-ID')} lagi.`);
    const webhook = payloadOf('webhook', alerts);
    expect(webhook.data.count).toBe(10_000);
    expect(webhook.data.alerts).toHaveLength(50);
    expect(JSON.stringify(webhook).length).toBeLessThan(200_000);
  });
});

describe('Telegram', () => {
  test('is written in its few tags, whatever the texts hold, and cut between parts', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.constant('<b>&amp;</a>"\'>'.repeat(200)));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 5 }), (title, body, count) => {
        const facts = Array.from({ length: count }, () =>
          makeFact({ title, text: body, publisher: title, evidence: [] }),
        );
        const told = payloadOf('telegram', [
          makeAlert({ title: `x${title}`, reason: body, placeName: title, snapshot: snapshot({ mentions: facts }) }),
        ]).html as string;
        expect(told.length).toBeLessThanOrEqual(4_096);
        const tags = [...told.matchAll(/<(\/?)(\w+)(?: href="[^"<>]*")?>/g)].map((match) => `${match[1]}${match[2]}`);
        expect(told.replace(/<\/?(b|i|a)( href="[^"<>]*")?>/g, '')).not.toMatch(/[<>]/);
        expect(told).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
        const open: string[] = [];
        for (const tag of tags) {
          if (!tag.startsWith('/')) open.push(tag);
          else expect(open.pop()).toBe(tag.slice(1));
        }
        expect(open).toEqual([]);
        expect(told).toContain('/peringatan/12">Nyatakan sedang ditangani</a>');
      }),
      { numRuns: 200 },
    );
  });
});

describe('WhatsApp', () => {
  test('has six parameters that the API takes, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.integer({ min: 1, max: 4 }), (text, count) => {
        const alerts = makeAlerts(count).map((alert) => ({
          ...alert,
          title: text,
          reason: text,
          agency: text,
          placeName: text,
        }));
        const { parameters } = payloadOf('whatsapp', alerts);
        expect(parameters).toHaveLength(6);
        for (const parameter of parameters) {
          expect(parameter).not.toBe('');
          expect(parameter).not.toMatch(/[\n\r\t]| {5}/);
        }
        expect(parameters.join('').length).toBeLessThan(1_000);
      }),
      { numRuns: 150 },
    );
    expect(payloadOf('whatsapp', [makeAlert()])).toEqual({
      parameters: [
        'MERAH – Kabupaten Banyuraga',
        'Air Mati Tiga Hari di Kedungrinjing',
        '14 sebutan negatif dari 6 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
        'PDAM (Perumda Air Minum Tirta Raga)',
        '12 media, 3 grup/akun, 1.240 komentar · Kedungrinjing',
        'https://kentongan.banyuraga.test/peringatan/12',
      ],
    });
  });
});

test('a webhook has ids, counts and links, and of texts only what a mail quotes', () => {
  expect(
    payloadOf('webhook', [makeAlert({}, [makeFact({ text: `${'awal '.repeat(100)}ujung` })])], 'escalation'),
  ).toEqual({
    type: 'alert.fired',
    timestamp: '2026-11-22T08:00:00.000Z',
    data: {
      region: 'Kabupaten Banyuraga',
      demo: false,
      occasion: 'escalation',
      count: 1,
      alerts: [
        {
          id: 12,
          issueId: 3,
          rule: 'negative-issue',
          subject: 'issue:3',
          level: 'alert',
          occasion: 'first',
          title: 'Air Mati Tiga Hari di Kedungrinjing',
          reason: makeAlert().reason,
          topic: 'air-listrik',
          agency: 'PDAM',
          place: { code: '99.01.05', name: 'Kedungrinjing' },
          firedAt: '2026-11-22T08:00:00.000Z',
          firstAt: '2026-11-19T23:30:00.000Z',
          counts: {
            mentions: 1255,
            negative: 31,
            media: 12,
            accounts: 3,
            comments: 1240,
            hoax: 0,
            spread: '12 media, 3 grup/akun, 1.240 komentar',
          },
          answers: [],
          mentions: [
            {
              publisher: 'Kabar Raga',
              publishedAt: expect.any(String),
              excerpt: expect.stringMatching(/^.{100,221}…$/),
              url: 'https://kabar-raga.test/air-mati',
            },
          ],
          links: {
            alert: 'https://kentongan.banyuraga.test/peringatan/12',
            issue: 'https://kentongan.banyuraga.test/isu/3',
          },
        },
      ],
    },
  });
});
