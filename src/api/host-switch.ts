import type { IncomingMessage, RequestListener } from 'node:http';

/** What answers for one host name. */
export interface Site {
  readonly handler: RequestListener;
  close(): Promise<void>;
}

/**
 * Sends each request to the pages of the regency whose name it was asked by. Sites are made when they are first asked for and kept.
 * @param open null for a name that is nobody's
 */
export function createHostSwitch(open: (host: string) => Promise<Site> | null): Site {
  const sites = new Map<string, Promise<Site>>();

  function find(host: string): Promise<Site> | null {
    const known = sites.get(host);
    if (known !== undefined) return known;
    const opening = open(host);
    if (opening === null) return null;
    sites.set(host, opening);
    // One that could not be opened is tried afresh by the next request.
    opening.catch(() => sites.delete(host));
    return opening;
  }

  const handler: RequestListener = (request, response) => {
    const refuse = (status: number, detail: string): void => {
      response.writeHead(status, { 'Content-Type': 'application/problem+json; charset=utf-8' });
      response.end(JSON.stringify({ type: 'about:blank', status, detail }));
    };
    const host = hostOfRequest(request);
    const site = host === null ? null : find(host);
    if (site === null)
      return refuse(421, 'Tidak ada kabupaten/kota dengan alamat ini; lihat http.publicUrl di konfigurasinya.');
    site.then(
      ({ handler: own }) => own(request, response),
      () => refuse(503, 'Halaman kabupaten/kota ini belum dapat dibuka; coba lagi sebentar lagi.'),
    );
  };

  return {
    handler,
    async close() {
      await Promise.allSettled([...sites.values()].map(async (site) => (await site).close()));
    },
  };
}

function hostOfRequest({ headers: { host } }: IncomingMessage): string | null {
  if (host === undefined || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.toLowerCase();
}
