/** The baseline of bench-pages.ts: Express with helmet and fifty rows of a small SQLite table, and nothing else. */
import Database from 'better-sqlite3';
import express from 'express';
import helmet from 'helmet';

const db = new Database(':memory:');
db.exec('create table rows (id integer primary key, title text)');
for (let id = 0; id < 1000; id += 1) db.prepare('insert into rows (title) values (?)').run(`Baris ${id}`);
const list = db.prepare('select id, title from rows order by id desc limit 50');
const server = express();
server.use(helmet());
server.get('/', (_request, response) => void response.json(list.all()));
const listener = server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening: http://127.0.0.1:${listener.address().port}\n`);
});
