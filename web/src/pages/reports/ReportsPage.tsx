import { Button, Empty, Input, Select } from "antd";
import { useState } from "react";

import { useItems, useRead } from "../../components/useCatalogue";
import { OfficeHeader } from "../../console/OfficeHeader";
import { ReadFault } from "../../console/ReadFault";
import { useChoices } from "../../console/useChoices";
import type { Me } from "../../generated/api";
import type { By, ReportView } from "../../generated/reports";
import { useLanguage } from "../../i18n";
import { Baselines } from "./Baselines";
import { Figures } from "./Figures";
import { ReportCharts } from "./ReportCharts";
import { ReportTable } from "./ReportTable";

const BY: readonly By[] = ["department", "division", "item", "day"];

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly by: By;
  readonly division: string;
  readonly department: string;
  readonly item: string;
}

const ALL: Asked = { from: "", to: "", by: "department", division: "", department: "", item: "" };

/** What a chief asks for: figures of a period, charts, tables, and what to compare them with. */
export function ReportsPage({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t, read } = useLanguage();
  const [asked, setAsked] = useState<Asked>(ALL);
  const query = new URLSearchParams({ ...asked }).toString();
  const choices = useChoices("supervisor");
  const items = (useItems("supervisor") ?? []).filter(({ department }) => asked.department === "" || department === asked.department);
  const { value: report, error, cut } = useRead<ReportView>("supervisor", `/api/reports?${query}`);
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
          <Select
            aria-label={t("report.division")}
            value={asked.division}
            data-testid="division"
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(division) => setAsked({ ...asked, division })}
            options={choices.options(choices.divisions, t("report.division.all"))}
          />
          <Select
            aria-label={t("backoffice.department")}
            value={asked.department}
            data-testid="department"
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(department) => setAsked({ ...asked, department, item: "" })}
            options={choices.options(choices.departments, t("backoffice.department.all"))}
          />
          <Select
            aria-label={t("report.item")}
            value={asked.item}
            data-testid="item"
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: "label" }}
            style={{ maxWidth: 320 }}
            onChange={(item) => setAsked({ ...asked, item })}
            options={[{ value: "", label: t("report.item.all") }, ...items.map(({ id, name }) => ({ value: id, label: read(name) }))]}
          />
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
        <ReadFault error={error} cut={cut} onReset={() => setAsked(ALL)} />
        {!report && error === null && !cut && <p role="status">{t("loading")}</p>}
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
