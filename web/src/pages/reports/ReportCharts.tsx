import { useMemo } from "react";

import { Chart } from "../../console/Chart";
import type { ReportView } from "../../generated/reports";
import { useLanguage } from "../../i18n";

const MOST_BARS = 15;

/** Sessions by day with their minutes, and the legal, committed and actual days of each line. */
export function ReportCharts({ report }: { readonly report: ReportView }) {
  const { t, language, read } = useLanguage();
  const daily = useMemo(
    () => ({
      legend: { top: 6 },
      grid: { left: 48, right: 48, bottom: 32, top: 64 },
      xAxis: { type: "category", data: report.days.map((line) => line.key) },
      yAxis: [
        { type: "value", name: t("report.sessions"), minInterval: 1 },
        { type: "value", name: t("report.unit.minutes") },
      ],
      series: [
        { type: "bar", barMaxWidth: 48, name: t("report.sessions"), data: report.days.map((line) => line.sessions), color: "#0a5a4e" },
        { type: "line", yAxisIndex: 1, name: t("report.minutes.mean"), data: report.days.map((line) => line.minutes), color: "#b26a00" },
        { type: "line", yAxisIndex: 1, name: t("report.waited"), data: report.days.map((line) => line.waitedMinutes), color: "#8a1c1c", lineStyle: { type: "dashed" } },
      ],
    }),
    [report, language],
  );
  const periods = useMemo(() => {
    const lines = report.lines.filter((line) => line.decided > 0).slice(0, MOST_BARS);
    return {
      legend: { top: 6 },
      grid: { left: 200, right: 24, bottom: 40, top: 32 },
      yAxis: { type: "category", inverse: true, data: lines.map((line) => (line.name ? read(line.name) : line.key)), axisLabel: { width: 180, overflow: "truncate", interval: 0 } },
      xAxis: { type: "value", name: t("report.unit.working-days"), nameLocation: "middle", nameGap: 24 },
      series: [
        { type: "bar", name: t("report.legal"), data: lines.map((line) => line.legalDays), color: "#74878c" },
        { type: "bar", name: t("report.committed"), data: lines.map((line) => line.committedDays), color: "#b26a00" },
        { type: "bar", name: t("report.actual"), data: lines.map((line) => line.actualDays), color: "#0a5a4e" },
      ],
    };
  }, [report, language]);
  return (
    <div className="office-charts">
      <Chart label={t("report.chart.daily")} option={daily} />
      {report.lines.some((line) => line.decided > 0) && <Chart label={t("report.chart.periods")} option={periods} />}
    </div>
  );
}
