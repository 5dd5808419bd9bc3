import type { JSX } from 'preact';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import type { PageMail, PageMailbox, WebDeps } from '../deps.ts';
import { notFound, type Page, parseId } from '../page.ts';
import { Empty } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';

/** Only the demo has a mailbox; elsewhere these pages do not exist. */
function mailboxOf(deps: WebDeps): PageMailbox {
  if (deps.mailbox === null) throw notFound();
  return deps.mailbox;
}

function findMail(deps: WebDeps, id: string | undefined): PageMail {
  const mail = mailboxOf(deps).find(parseId(id));
  if (mail === null) throw notFound();
  return mail;
}

export const mailboxPages: readonly Page[] = [
  {
    path: '/kotak-surat',
    access: 'read',
    async load(_request, deps) {
      const mails = mailboxOf(deps).list();
      const body = (
        <>
          <h1>Kotak surat demo</h1>
          <p class="lead">
            Surel di bawah ini sungguh-sungguh dikirim lewat SMTP, tetapi hanya ke server surel di komputer ini. Tidak
            ada yang keluar.
          </p>
          {mails.length === 0 ? (
            <Empty title="Belum ada surel">
              Peringatan pertama masuk ke sini begitu ada isu negatif yang tertuju pada pemerintah; laporan harian
              kemarin menyusul.
            </Empty>
          ) : (
            <>
              <p class="quiet">{formatNumber(mails.length)} surel, terbaru di atas</p>
              <ul class="card mail-list">
                {mails.map((mail) => (
                  <li key={mail.id}>
                    <a href={`/kotak-surat/${mail.id}`}>{mail.subject === '' ? '(tanpa judul)' : mail.subject}</a>
                    <span class="quiet">
                      kepada {mail.to.join(', ')} ·{' '}
                      <When at={mail.receivedAt} now={deps.now()} zone={deps.region.timezone} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      );
      return { title: 'Kotak surat demo', section: '/kotak-surat', live: true, body };
    },
  },
  {
    path: '/kotak-surat/:id',
    access: 'read',
    async load({ params }, deps) {
      const mail = findMail(deps, params.id);
      const body = <MailBody mail={mail} zone={deps.region.timezone} />;
      return { title: mail.subject, section: '/kotak-surat', frames: true, body };
    },
  },
  {
    path: '/kotak-surat/:id/html',
    access: 'read',
    async load({ params }, deps) {
      const { html } = findMail(deps, params.id);
      if (html === null) throw notFound();
      return { document: html };
    },
  },
];

function MailBody({ mail, zone }: { mail: PageMail; zone: string }): JSX.Element {
  return (
    <>
      <p class="back">
        <a href="/kotak-surat">← Kotak surat</a>
      </p>
      <h1>{mail.subject === '' ? '(tanpa judul)' : mail.subject}</h1>
      <dl class="fact-grid">
        <div>
          <dt>Dari</dt>
          <dd>{mail.from}</dd>
        </div>
        <div>
          <dt>Kepada</dt>
          <dd>{mail.to.join(', ')}</dd>
        </div>
        <div>
          <dt>Diterima</dt>
          <dd>{formatDateTime(mail.receivedAt, zone)}</dd>
        </div>
      </dl>
      {mail.html === null ? null : (
        <iframe
          class="document"
          title="Isi surel"
          src={`/kotak-surat/${mail.id}/html`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          data-grow="ya"
        />
      )}
      <details open={mail.html === null}>
        <summary>Versi teks</summary>
        <pre class="mail-text">{mail.text}</pre>
      </details>
    </>
  );
}
