import { Alert, Button, Empty, Input, Select } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { OfficeHeader } from "../../console/OfficeHeader";
import type { Me } from "../../generated/api";
import type { By, ReportView } from "../../generated/reports";
import { explain, useLanguage } from "../../i18n";
import { Baselines } from "./Baselines";
import { Figures } from "./Figures";
import { ReportCharts } from "./ReportCharts";
import { ReportTable } from "./ReportTable";

const BY: readonly By[] = ["department", "division", "item", "day"];

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly by: By;
}

/** What a chief asks for: figures of a period, charts, tables, and what to compare them with. */
export function ReportsPage({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const [asked, setAsked] = useState<Asked>({ from: "", to: "", by: "department" });
  const query = new URLSearchParams({ ...asked }).toString();
  const { value: report, error } = useRead<ReportView>("supervisor", `/api/reports?${query}`);
  const file = (kind: string) => `/api/reports.${kind}?${query}&page=supervisor`;
  return (
    <div className="console">
      <OfficeHeader me={me} home={{ href: "/supervisor", label: t("title.supervisor") }} onSignOut={onSignOut} />
      <main className="office">
        <h1>{t("title.reports")}</h1>
        <form className="office-filters" onSubmit={(event) => event.preventDefault()}>
          <label>
            {t("report.from")}
            <Input type="date" value={asked.from || report?.first || ""} data-testid="from" onChange={(event) => setAsked({ ...asked, from: event.target.value })} />
          </label>
          <label>
            {t("report.to")}
            <Input type="date" value={asked.to || report?.last || ""} data-testid="to" onChange={(event) => setAsked({ ...asked, to: event.target.value })} />
          </label>
          <Select<By>
            aria-label={t("report.by")}
            value={asked.by}
            data-testid="by"
            popupMatchSelectWidth={false}
            onChange={(by) => setAsked({ ...asked, by })}
            options={BY.map((by) => ({ value: by, label: t(`report.by.${by}`) }))}
          />
          <Button href={file("csv")}>{t("report.csv")}</Button>
          <Button href={file("pdf")} target="_blank">
            {t("report.pdf")}
          </Button>
        </form>
        {error !== null && <Alert type="error" showIcon title={explain(error)} data-testid="report-error" />}
        {!report && error === null && <p role="status">{t("loading")}</p>}
        {report && (
          <>
            <Figures report={report} />
            {report.lines.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("report.none")} />
            ) : (
              <>
                <ReportCharts report={report} />
                <ReportTable report={report} />
              </>
            )}
            <Baselines key={query} baselines={report.baselines} />
          </>
        )}
      </main>
    </div>
  );
}
