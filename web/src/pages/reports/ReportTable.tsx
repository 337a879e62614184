import type { ReportLine, ReportView } from "../../generated/reports";
import { useLanguage } from "../../i18n";
import { figure, share } from "./figures";

/** Every figure of every line. */
export function ReportTable({ report }: { readonly report: ReportView }) {
  const { t, read } = useLanguage();
  const columns: readonly (readonly [string, (line: ReportLine) => string])[] = [
    [t("report.sessions"), (line) => String(line.sessions)],
    [t("report.first-visit"), (line) => share(line.firstVisit)],
    [t("report.minutes"), (line) => `${figure(line.minutes)} / ${figure(line.targetMinutes)}`],
    [t("report.waited"), (line) => figure(line.waitedMinutes)],
    [t("report.decided"), (line) => String(line.decided)],
    [t("report.days"), (line) => `${figure(line.legalDays)} / ${figure(line.committedDays)} / ${figure(line.actualDays)}`],
    [t("report.saved"), (line) => share(line.saved)],
    [t("report.reused"), (line) => `${line.reused} / ${line.materials}`],
    [t("report.satisfied"), (line) => share(line.satisfied)],
  ];
  const row = (line: ReportLine, name: string) => (
    <tr key={line.key}>
      <th scope="row">{name}</th>
      {columns.map(([label, value]) => (
        <td key={label}>{value(line)}</td>
      ))}
    </tr>
  );
  return (
    <div className="office-scroll" tabIndex={0} role="region" aria-label={t("report.table")}>
      <table className="table" data-testid="report-table">
        <thead>
          <tr>
            <th scope="col">{t(`report.by.${report.by}`)}</th>
            {columns.map(([label]) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(report.total, t("report.total"))}
          {report.lines.map((line) => row(line, line.name ? read(line.name) : line.key))}
        </tbody>
      </table>
    </div>
  );
}
