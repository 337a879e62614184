import { Alert, Button } from "antd";
import { useId, useState } from "react";

import type { ImportReport } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { request } from "../../wire/rest";

/** A file is tried first: what it would do, or what is wrong with it by sheet, row and column; then it comes in. */
export function ImportForm({ onImported }: { readonly onImported: () => void }) {
  const { t, read } = useLanguage();
  const field = useId();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const bring = async (chosen: File, dryRun: boolean) => {
    setSending(true);
    setError(null);
    try {
      const query = new URLSearchParams({ name: chosen.name, dryRun: dryRun ? "1" : "0" });
      const answer = await request("operator", `/api/catalogue/import?${query}`, { method: "PUT", body: chosen });
      setReport((await answer.json()) as ImportReport);
      if (!dryRun) onImported();
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(false);
    }
  };
  const clean = report !== null && report.faultCount === 0;
  return (
    <div className="catalogue-sheet">
      <label htmlFor={field}>{t("catalogue.file")}</label>
      <input
        id={field}
        type="file"
        data-testid="import-file"
        accept=".yaml,.yml,.xlsx,.csv,.zip"
        onChange={(event) => {
          const chosen = event.target.files?.[0] ?? null;
          setFile(chosen);
          setReport(null);
          if (chosen) void bring(chosen, true);
        }}
      />
      {sending && <p role="status">{t("loading")}</p>}
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {report !== null && clean && (
        <Alert
          type={report.dryRun ? "info" : "success"}
          showIcon
          data-testid="import-report"
          title={t(report.dryRun ? "catalogue.import.would" : "catalogue.import.did", { items: report.items, added: report.added, changed: report.changed, unchanged: report.unchanged })}
        />
      )}
      {report !== null && !clean && (
        <>
          <Alert type="error" showIcon title={t("catalogue.import.faults", { n: report.faultCount })} />
          <div className="catalogue-faults">
            <table className="table" data-testid="import-faults">
              <thead>
                <tr>
                  <th scope="col">{t("catalogue.fault.sheet")}</th>
                  <th scope="col">{t("catalogue.fault.row")}</th>
                  <th scope="col">{t("catalogue.fault.column")}</th>
                  <th scope="col">{t("catalogue.fault.problem")}</th>
                </tr>
              </thead>
              <tbody>
                {report.faults.map((fault, place) => (
                  <tr key={place}>
                    <td>{fault.sheet || "–"}</td>
                    <td>{fault.row || "–"}</td>
                    <td>{fault.column || "–"}</td>
                    <td>{read(fault.problem)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <Button type="primary" data-testid="import-now" disabled={sending || file === null || !clean || !report.dryRun} onClick={() => file && void bring(file, false)}>
        {t("catalogue.import.now")}
      </Button>
    </div>
  );
}
