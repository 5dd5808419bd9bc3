/**
 * Second half of `npm run build`: packs `dist/main.js` and what it loads into few files, `dist/pack/`, which `bin/kentongan.js` starts. To find,
 * open and compile 1,500 small files is most of what a start takes. What is loaded when it is first used stays so. Threads and scripts start
 * from the files in `dist/` themselves, and so can everything else: the pack only says the same in other files.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const pack = join(dist, 'pack');

/** Made of many small modules and of nothing else; all other packages stay where they are. */
const packed = new Set(['kysely', 'zod', 'preact', 'preact-render-to-string']);
const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const left = Object.keys(dependencies).filter((name) => !packed.has(name));

/** A module finds its files and threads from where it stood before. */
const knowsItsPlace: Plugin = {
  name: 'knows-its-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(join(dist, '/'))) return null;
      const place = `new URL(${JSON.stringify(relative(pack, path))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), loader: 'js' };
    });
  },
};

rmSync(pack, { recursive: true, force: true });
await build({
  entryPoints: [join(dist, 'main.js')],
  outdir: pack,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: left.flatMap((name) => [name, `${name}/*`]),
  plugins: [knowsItsPlace],
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
