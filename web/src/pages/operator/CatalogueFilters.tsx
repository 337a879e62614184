import { Input, Select } from "antd";
import type { InputRef } from "antd";
import { useRef } from "react";

import { useKey } from "../../console/keys";
import type { CatalogueRow } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";
import { departmentsOf } from "./filter";
import type { Filter } from "./filter";

const STATES = ["published", "draft", "upcoming", "withdrawn", "redrafted", "lacking"] as const;
const ZONES = ["hall", "department"] as const;

interface Props {
  readonly rows: readonly CatalogueRow[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** What narrows the list: words, department, zone and standing. */
export function CatalogueFilters({ rows, filter, onChange }: Props) {
  const { t, read } = useLanguage();
  const search = useRef<InputRef>(null);
  useKey("f", t("catalogue.search"), true, () => search.current?.focus());
  const change = (changed: Partial<Filter>) => onChange({ ...filter, ...changed });
  return (
    <div className="office-filters">
      <label>
        {t("catalogue.search")}
        <Input ref={search} allowClear value={filter.words} data-testid="catalogue-search" onChange={(event) => change({ words: event.target.value })} />
      </label>
      <Select
        aria-label={t("backoffice.department")}
        data-testid="catalogue-department"
        value={filter.department}
        popupMatchSelectWidth={false}
        onChange={(department) => change({ department })}
        options={[{ value: "", label: t("backoffice.department.all") }, ...departmentsOf(rows).map((row) => ({ value: row.department, label: read(row.departmentName) || row.departmentName.zh }))]}
      />
      <Select
        aria-label={t("catalogue.zone")}
        value={filter.zone}
        popupMatchSelectWidth={false}
        onChange={(zone) => change({ zone })}
        options={[{ value: "", label: t("catalogue.zone.all") }, ...ZONES.map((value) => ({ value: value as string, label: t(`catalogue.zone.${value}`) }))]}
      />
      <Select
        aria-label={t("catalogue.state")}
        data-testid="catalogue-state"
        value={filter.state}
        popupMatchSelectWidth={false}
        onChange={(state) => change({ state })}
        options={[{ value: "", label: t("catalogue.state.all") }, ...STATES.map((value) => ({ value: value as string, label: t(`catalogue.state.${value}`) }))]}
      />
    </div>
  );
}
