import { useId } from "react";

import type { ImportSheet } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";
import { leftAside, ordered } from "./columns";
import { PickOne } from "./editor/Pick";
import { useColumnName } from "./useColumnName";

interface Props {
  readonly sheet: ImportSheet;
  readonly columns: Readonly<Record<string, number>>;
  readonly onChoose: (column: string, place: number | null) => void;
}

/** A table with headings of its own: for each of our columns the heading that it is taken from, with what stands below. */
export function ColumnChoice({ sheet, columns, onChoose }: Props) {
  const { t } = useLanguage();
  const id = useId();
  const nameOf = useColumnName();
  const { first, more } = ordered(sheet);
  const aside = leftAside(sheet, columns);
  const options = sheet.headings.flatMap((heading, place) => (heading === "" ? [] : [{ value: String(place), label: heading, search: heading }]));
  const row = (column: string) => {
    const place = columns[column];
    return (
      <tr key={column}>
        <th scope="row">
          <label htmlFor={`${id}-${column}`}>{nameOf(sheet.sheet, column)}</label>
        </th>
        <td>
          <PickOne
            id={`${id}-${column}`}
            label={nameOf(sheet.sheet, column)}
            testId={`column-${sheet.sheet}-${column}`}
            placeholder={t("import.column.none")}
            options={options}
            value={place === undefined ? null : String(place)}
            onChange={(picked) => onChoose(column, picked === null ? null : Number(picked))}
          />
        </td>
        <td className="import-sample">{place === undefined ? "" : sheet.samples[place]}</td>
      </tr>
    );
  };
  const table = (rows: readonly string[]) => (
    <table className="table import-columns">
      <thead>
        <tr>
          <th scope="col">{t("import.column.ours")}</th>
          <th scope="col">{t("import.column.theirs")}</th>
          <th scope="col">{t("import.column.sample")}</th>
        </tr>
      </thead>
      <tbody>{rows.map(row)}</tbody>
    </table>
  );
  return (
    <section data-testid={`columns-${sheet.sheet}`}>
      <h3>
        {t(`import.sheet.${sheet.sheet}` as "import.sheet.items")}
        {sheet.title !== sheet.sheet && <small> {t("import.sheet.title", { title: sheet.title })}</small>}
      </h3>
      {table(first)}
      {aside.length > 0 && <p className="office-note">{t("import.aside", { headings: aside.join(t("catalogue.comma")) })}</p>}
      {more.length > 0 && (
        <details>
          <summary>{t("import.column.more", { n: more.length })}</summary>
          {table(more)}
        </details>
      )}
    </section>
  );
}
