import type { APIRequestContext } from 'playwright-core';
import type { Role } from '../../src/core/access.ts';
import { pages } from '../../src/web/pages/index.ts';

/** One address to open for each page of the registry. */
export interface Example {
  /** As registered: `/isu/:id`. */
  readonly page: string;
  readonly path: string;
  /** Who opens it; null: somebody who has not signed in. */
  readonly role: Role | null;
  /** Whether it stands in the shell, with menu and heading; mails and reports are documents of their own. */
  readonly isShell: boolean;
}

/** Seen only in the middle of signing in, or no page but a picture. */
const elsewhere = ['/masuk/kode-pemulihan', '/grafik/:nama'];
const documents = ['/kotak-surat/:id/html', '/laporan/:date/html'];
const signedOut = ['/masuk', '/undangan/:secret'];

/**
 * Fills in the parameters with what there is in the demo, making what there is not: an import, a request about personal data, a version
 * of the lexicon, an invitation. @param request of the demo's admin @throws Error for a page that nobody thought of here
 */
export async function listExamples(request: APIRequestContext, origin: string): Promise<readonly Example[]> {
  const get = async (path: string) => (await request.get(`${origin}/api/v1${path}`)).json();
  const post = async (path: string, data: object) => {
    const headers = { origin, 'sec-fetch-site': 'same-origin' };
    const answer = await request.post(`${origin}/api/v1${path}`, { headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const csv = 'tanggal,judul,isi\n2026-11-20,Air mati,"Air Perumda mati sejak pagi, warga kesal"\n';
  const imported = await post('/imports', { text: csv, name: 'klipping.csv', basis: 'klipping sendiri' });
  const asked = await post('/subject-requests', {
    kind: 'access',
    requester: 'Pemohon Rekaan',
    platform: 'x',
    handle: 'akun_rekaan',
  });
  await post('/lexicon/words', { term: 'keruh', weight: -2, why: 'bahasa setempat' });
  const invited = await post('/invitations', { name: 'Undangan Uji', email: 'undangan@uji.test', role: 'humas' });
  const users = await get('/users');
  const issue = (await get('/issues?limit=1')).items[0];
  const mails = await (await request.get(`${origin}/kotak-surat`)).text();
  const alerts = await get('/alerts?limit=1');
  const claims = await get('/claims?limit=1');
  const date = /\/laporan\/(\d{4}-\d\d-\d\d)"/.exec(await (await request.get(`${origin}/laporan`)).text())?.[1];
  const mention = (await get('/mentions?limit=1')).items[0];
  const mail = /\/kotak-surat\/(\d+)"/.exec(mails)?.[1];
  const filled: Readonly<Record<string, string>> = {
    '/peringatan/aturan/baru': '/peringatan/aturan/baru?jenis=spike',
    '/peringatan/aturan/:id': '/peringatan/aturan/negative-issue',
    '/peringatan/:id': `/peringatan/${alerts.items[0].id}`,
    '/isu/:id': `/isu/${issue.id}`,
    '/isu/:id/mengapa': `/isu/${issue.id}/mengapa`,
    '/sebutan/:id': `/sebutan/${mention.id}`,
    '/hoaks/klaim/:id': `/hoaks/klaim/${encodeURIComponent(claims.items[0].claimId)}`,
    '/hoaks/paket/:id': '/hoaks/paket/bencana',
    '/hoaks/paket/:id/ubah': '/hoaks/paket/bencana/ubah',
    '/laporan/:date': `/laporan/${date}`,
    '/laporan/:date/sunting': `/laporan/${date}/sunting`,
    '/laporan/:date/html': `/laporan/${date}/html`,
    '/opd/:id': '/opd/PDAM',
    '/sumber/:id': '/sumber/banyuraga-news',
    '/sumber/impor/:id': `/sumber/impor/${imported.id}`,
    '/leksikon/:word': '/leksikon/keruh',
    '/leksikon/versi/:version': '/leksikon/versi/1',
    '/privasi/:id': `/privasi/${asked.id}`,
    '/kotak-surat/:id': `/kotak-surat/${mail}`,
    '/kotak-surat/:id/html': `/kotak-surat/${mail}/html`,
    '/undangan/:secret': new URL(invited.link).pathname,
    '/pengaturan/pengguna/:id': `/pengaturan/pengguna/${users.items[0].id}`,
    '/api-dok/:tag': '/api-dok/issues',
  };
  return pages.flatMap(({ path: page }) => {
    if (elsewhere.includes(page)) return [];
    const path = filled[page] ?? (page.includes(':') ? undefined : page);
    if (path === undefined) throw new Error(`no example of ${page}`);
    const role = signedOut.includes(page) ? null : 'admin';
    return [{ page, path, role, isShell: !documents.includes(page) }];
  });
}
