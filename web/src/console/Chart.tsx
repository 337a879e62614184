import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

// No tooltip: it would write styles that the page's policy forbids. The table beside a chart has every figure.
use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, CanvasRenderer]);

/** A chart with a description for those who do not see it; the figures stand in a table as well. */
export function Chart({ label, option }: { readonly label: string; readonly option: EChartsCoreOption }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption({ animation: false, aria: { enabled: true }, ...option });
    const resize = () => chart.resize();
    addEventListener("resize", resize);
    return () => {
      removeEventListener("resize", resize);
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
