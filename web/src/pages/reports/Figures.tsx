import type { ReportView } from "../../generated/reports";
import { useLanguage } from "../../i18n";
import { figure, share } from "./figures";

/** The period in twelve figures. */
export function Figures({ report }: { readonly report: ReportView }) {
  const { t } = useLanguage();
  const { total, staffing } = report;
  const shown = [
    [t("report.sessions"), figure(total.sessions)],
    [t("report.first-visit"), share(total.firstVisit)],
    [t("report.minutes"), `${figure(total.minutes)} / ${figure(total.targetMinutes)}`],
    [t("report.within-target"), share(total.withinTarget)],
    [t("report.waited"), figure(total.waitedMinutes)],
    [t("report.days"), `${figure(total.legalDays)} / ${figure(total.committedDays)} / ${figure(total.actualDays)}`],
    [t("report.saved"), share(total.saved)],
    [t("report.in-time"), share(total.inTime)],
    [t("report.reused"), `${total.reused} / ${total.materials}`],
    [t("report.satisfied"), share(total.satisfied)],
    [t("report.windows"), `${staffing.windows} → ${staffing.windowsNeeded}`],
    [t("report.clerks"), figure(staffing.clerksNeeded)],
  ] as const;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t("report.period", { first: report.first, last: report.last })}</h2>
      <dl className="office-figures" data-testid="figures">
        {shown.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {staffing.busiestHour !== "" && (
        <p className="office-note">
          {t("report.staffing", { hour: staffing.busiestHour.replace("T", " "), n: staffing.arrivals, load: figure(staffing.load, 2) })}
        </p>
      )}
    </section>
  );
}
