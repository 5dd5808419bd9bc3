import { describe, expect, it } from 'vitest';
import { parsePrintedPage } from '../../src/importing/printed-page.ts';

describe('parsePrintedPage', () => {
  it('finds a short headline below the name of the paper, and loses no line', () => {
    const page = parsePrintedPage(
      'Koran Contoh\nJumat, 20 November 2026 Halaman 3 Metro\nJembatan Sukalaras Retak\nSUKALARAS, 20 November 2026 - Jembatan retak dan warga\nkhawatir ambruk.\nPemkab diminta\nmemperbaiki.',
    );
    expect(page).toEqual({
      title: 'Jembatan Sukalaras Retak',
      text: 'Koran Contoh\nJumat, 20 November 2026 Halaman 3 Metro\nSUKALARAS, 20 November 2026 - Jembatan retak dan warga khawatir ambruk.\nPemkab diminta memperbaiki.',
    });
  });

  it('takes no line of the body for a headline', () => {
    expect(parsePrintedPage('BANYURAGA – Warga mengeluh air mati\nsejak Senin.')).toEqual({
      title: null,
      text: 'BANYURAGA – Warga mengeluh air mati sejak Senin.',
    });
    expect(parsePrintedPage('Air mati lagi.')).toEqual({ title: null, text: 'Air mati lagi.' });
    expect(parsePrintedPage(' \n \n')).toEqual({ title: null, text: '' });
  });

  it('keeps a headline in capitals', () => {
    const page = parsePrintedPage('WARGA SUKALARAS KELUHKAN JALAN RUSAK\nSUKALARAS (KC) - Jalan rusak.');
    expect(page).toEqual({ title: 'WARGA SUKALARAS KELUHKAN JALAN RUSAK', text: 'SUKALARAS (KC) - Jalan rusak.' });
  });
});
