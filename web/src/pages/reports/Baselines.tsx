import { App, Button, InputNumber } from "antd";
import { useState } from "react";

import type { BaselineView, SetBaselines } from "../../generated/reports";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { figure, share } from "./figures";

/** How much less, or what came about where there was nothing before. */
function changed({ before, after, unit }: BaselineView): string {
  if (unit === "%") return `${figure(after - before, 2)} %`;
  if (before === 0) return `+${figure(after)}`;
  return `${figure(after - before)} (${share((after - before) / before)})`;
}

/** What to compare with: before, after and now, with what it saves in a year where the cost is known. */
export function Baselines({ baselines }: { readonly baselines: readonly BaselineView[] }) {
  const { t, read } = useLanguage();
  const { message } = App.useApp();
  const [rows, setRows] = useState(baselines);
  const change = (name: string, fields: Partial<BaselineView>) =>
    setRows(rows.map((row) => (row.name === name ? { ...row, ...fields } : row)));
  const save = () => {
    const body: SetBaselines = { baselines: rows };
    send("supervisor", "/api/reports/baselines", body)
      .then(() => void message.success(t("report.baselines.saved")))
      .catch((error: unknown) => void message.error(explain(error)));
  };
  const saving = (row: BaselineView) => (row.yearlyCost === null ? null : (row.before - row.after) * row.yearlyCost);
  return (
    <section aria-labelledby="baselines">
      <h2 id="baselines">{t("report.baselines")}</h2>
      <p className="office-note">{t("report.baselines.text")}</p>
      <table className="table" data-testid="baselines">
        <thead>
          <tr>
            <th scope="col">{t("report.baseline")}</th>
            <th scope="col">{t("report.before")}</th>
            <th scope="col">{t("report.after")}</th>
            <th scope="col">{t("report.change")}</th>
            <th scope="col">{t("report.now")}</th>
            <th scope="col">{t("report.cost")}</th>
            <th scope="col">{t("report.saving")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{read(row.label)}</th>
              {(["before", "after"] as const).map((field) => (
                <td key={field}>
                  <InputNumber<number> aria-label={`${read(row.label)}: ${t(`report.${field}`)}`} value={row[field]} onChange={(value) => change(row.name, { [field]: value ?? 0 })} />
                </td>
              ))}
              <td>{changed(row)}</td>
              <td>{figure(row.now, 2)}</td>
              <td>
                <InputNumber<number> aria-label={`${read(row.label)}: ${t("report.cost")}`} value={row.yearlyCost} onChange={(value) => change(row.name, { yearlyCost: value })} />
              </td>
              <td>{figure(saving(row), 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={save} data-testid="save-baselines">
        {t("report.baselines.save")}
      </Button>
    </section>
  );
}
