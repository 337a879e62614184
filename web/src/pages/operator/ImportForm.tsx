import { Alert, Button } from "antd";
import { useId, useState } from "react";

import { useAttempt } from "../../console/useAttempt";
import type { ImportReport } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { request } from "../../wire/rest";
import { ColumnChoice } from "./ColumnChoice";
import type { Columns } from "./columns";
import { chosen, columnsOf } from "./columns";
import { same } from "./entry";
import { ImportFaults } from "./ImportFaults";

/**
 * A file is tried first: what it would do, or what is wrong with it by its own sheet, row and heading; then it comes in.
 * Where its headings are not ours, each of our columns is chosen from them; the try guesses them first.
 */
export function ImportForm({ onImported }: { readonly onImported: () => void }) {
  const { t } = useLanguage();
  const field = useId();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [columns, setColumns] = useState<Columns>({});
  const { sending, error, attempt } = useAttempt();
  const bring = (from: File, dryRun: boolean, by: Columns) =>
    void attempt(async () => {
      const query = new URLSearchParams({ name: from.name, dryRun: dryRun ? "1" : "0" });
      if (Object.keys(by).length > 0) query.set("columns", JSON.stringify(by));
      const answer = await request("operator", `/api/catalogue/import?${query}`, { method: "PUT", body: from });
      const said = (await answer.json()) as ImportReport;
      setReport(said);
      setColumns(columnsOf(said));
      if (!dryRun && said.faultCount === 0) onImported();
    });
  const clean = report !== null && report.faultCount === 0;
  const foreign = report?.sheets.filter((sheet) => !sheet.ours) ?? [];
  const tried = report !== null && same(columns, columnsOf(report));
  return (
    <div className="catalogue-sheet">
      <label htmlFor={field}>{t("catalogue.file")}</label>
      <input
        id={field}
        type="file"
        data-testid="import-file"
        accept=".yaml,.yml,.xlsx,.csv,.zip"
        onChange={(event) => {
          const picked = event.target.files?.[0] ?? null;
          setFile(picked);
          setReport(null);
          setColumns({});
          if (picked) bring(picked, true, {});
        }}
      />
      {sending && <p role="status">{t("loading")}</p>}
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {report !== null && report.dryRun && foreign.length > 0 && (
        <>
          <Alert type="info" showIcon data-testid="import-columns" title={t("import.columns")} />
          {foreign.map((sheet) => (
            <ColumnChoice key={sheet.sheet} sheet={sheet} columns={columns[sheet.sheet] ?? {}} onChoose={(column, place) => setColumns(chosen(columns, sheet.sheet, column, place))} />
          ))}
          <div className="office-bar">
            <Button data-testid="try-columns" disabled={sending || tried} onClick={() => file && bring(file, true, columns)}>
              {t("import.try")}
            </Button>
            {!tried && <p role="status">{t("import.untried")}</p>}
          </div>
        </>
      )}
      {report !== null && clean && tried && (
        <Alert
          type={report.dryRun ? "info" : "success"}
          showIcon
          data-testid="import-report"
          title={t(report.dryRun ? "catalogue.import.would" : "catalogue.import.did", { items: report.items, added: report.added, changed: report.changed, unchanged: report.unchanged })}
        />
      )}
      {report !== null && !clean && tried && <ImportFaults report={report} />}
      <Button type="primary" data-testid="import-now" disabled={sending || file === null || !clean || !tried || !report.dryRun} onClick={() => file && bring(file, false, columns)}>
        {t("catalogue.import.now")}
      </Button>
    </div>
  );
}
