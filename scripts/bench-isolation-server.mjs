// Serves 100 healthy feeds (`h0.localhost` …) and 100 hostile ones (`x0.localhost` …) for bench-isolation.ts; prints its port.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const items = (n) =>
  Array.from(
    { length: 20 },
    (_, k) =>
      `<item><title>Jalan ${n}.${k} rusak</title><link>http://h${n}.localhost/berita/${k}</link><description>Warga menunggu perbaikan jalan ${k}.</description></item>`,
  ).join('');
const bomb = gzipSync(Buffer.alloc(200 * 1_048_576));
const deep = `<rss>${'<h'.repeat(400_000)}`;

/** Most of them hold on to the connection: that is what could take the slots of others. */
const hostile = [
  () => {},
  (response) => response.write('<rss>'),
  (response) => {
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
  },
  (response) => response.writeHead(200, { 'content-length': 1_000_000 }).flushHeaders(),
  (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  (response) => response.end(deep),
  (response) => response.writeHead(500).end(),
  (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 97)));
    };
    response.on('drain', more);
    more();
  },
];

const server = createServer((request, response) => {
  response.on('error', () => {});
  const [, kind, digits] = /^([hx])(\d+)\./.exec(request.headers.host ?? '') ?? [];
  if (request.url === '/robots.txt') response.writeHead(404).end();
  else if (kind === 'h') response.end(`<rss version="2.0"><channel><title>x</title>${items(digits)}</channel></rss>`);
  else hostile[Number(digits) % hostile.length](response);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
