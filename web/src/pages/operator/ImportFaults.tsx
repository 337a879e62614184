import { Alert } from "antd";

import type { ImportFault, ImportReport } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";
import { useColumnName } from "./useColumnName";

/** What is wrong with a file, by its own sheets, rows and headings; a column that it lacks is called as we call it. */
export function ImportFaults({ report }: { readonly report: ImportReport }) {
  const { t, read } = useLanguage();
  const nameOf = useColumnName();
  const columnOf = (fault: ImportFault) => {
    const sheet = report.sheets.find((each) => each.title === fault.sheet);
    if (sheet === undefined || sheet.ours || sheet.headings.includes(fault.column) || !sheet.expected.includes(fault.column)) return fault.column;
    return t("import.column.unchosen", { column: nameOf(sheet.sheet, fault.column) });
  };
  return (
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
                <td>{columnOf(fault) || "–"}</td>
                <td>{read(fault.problem)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
