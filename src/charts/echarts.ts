import type { EChartsCoreOption } from 'echarts/core';

/** A drawing without its data: what ECharts needs. Sizes in CSS pixels. */
export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

/** The drawing as SVG text. The same drawing always gives the same text. */
export async function toSvg({ option, width, height }: ChartDrawing): Promise<string> {
  const init = await loadECharts();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

type Init = typeof import('echarts/core')['init'];
let echarts: Promise<Init> | null = null;

/** Loaded at the first chart: most runs of the program draw none. */
function loadECharts(): Promise<Init> {
  echarts ??= (async () => {
    const [core, { BarChart, HeatmapChart }, components, { SVGRenderer }] = await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
    const { GridComponent, LegendComponent, AriaComponent, VisualMapComponent } = components;
    core.use([BarChart, HeatmapChart, GridComponent, LegendComponent, AriaComponent, VisualMapComponent, SVGRenderer]);
    return core.init;
  })();
  return echarts;
}
