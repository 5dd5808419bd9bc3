import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { toSvg } from '../../charts/echarts.ts';
import { fontName, loadFonts } from '../fonts.ts';
import type { ChartPlan } from './plan.ts';

/** Pixels per CSS pixel: sharp on phones and on paper. */
const scale = 2;

/** The picture as PNG. The same plan always gives the same bytes. */
export async function drawChart(plan: ChartPlan): Promise<Uint8Array> {
  const svg = await toSvg(plan);
  const [{ Resvg }, fonts] = [await loadResvg(), await loadFonts()];
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: [fonts.normal, fonts.bold], defaultFontFamily: fontName },
  });
  try {
    const image = picture.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    // The memory of WebAssembly is not collected by itself.
    picture.free();
  }
}

type Resvg = typeof import('@resvg/resvg-wasm');
let resvg: Promise<Resvg> | null = null;

/** Compiled once in the life of the process; a second `initWasm` would throw. */
function loadResvg(): Promise<Resvg> {
  resvg ??= (async () => {
    const module = await import('@resvg/resvg-wasm');
    await module.initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
    return module;
  })();
  return resvg;
}
