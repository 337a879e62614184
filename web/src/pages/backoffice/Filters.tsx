import { Checkbox, Input, Select } from "antd";
import type { InputRef } from "antd";
import { useRef } from "react";

import { KeyButton } from "../../console/KeyButton";
import { useKey } from "../../console/keys";
import type { CaseList, Standing } from "../../generated/backoffice";
import type { CaseState } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import type { Filter } from "./filter";

const STATES: readonly CaseState[] = ["correcting", "confirmed", "accepted", "reviewed", "decided", "issued", "closed"];
const STANDINGS: readonly Standing[] = ["overdue", "due", "soon", "half", "on-time", "none"];

interface Props {
  readonly filter: Filter;
  readonly list: CaseList | null;
  readonly departments: { readonly value: string; readonly label: string }[];
  readonly onChange: (filter: Filter) => void;
}

/** The stages with their counts, and what else narrows the list. */
export function Filters({ filter, list, departments, onChange }: Props) {
  const { t } = useLanguage();
  const search = useRef<InputRef>(null);
  useKey("f", t("backoffice.search"), true, () => search.current?.focus());
  const change = (changed: Partial<Filter>) => onChange({ ...filter, number: 1, ...changed });
  return (
    <>
      <div className="office-counts" role="group" aria-label={t("backoffice.stages")}>
        <KeyButton hotkey="0" label={t("backoffice.all")} type={filter.state === "" ? "primary" : "default"} onPress={() => change({ state: "" })} />
        {STATES.map((state, place) => (
          <KeyButton key={state} hotkey={String(place + 1)} testId={`stage-${state}`} label={`${t(`case.state.${state}`)} ${list ? (list.counts[state] ?? 0) : "–"}`} type={filter.state === state ? "primary" : "default"} onPress={() => change({ state })} />
        ))}
      </div>
      <div className="office-filters">
        <label>
          {t("backoffice.search")}
          <Input.Search ref={search} allowClear defaultValue={filter.search} data-testid="search" onSearch={(word) => change({ search: word.trim() })} />
        </label>
        <Select aria-label={t("backoffice.department")} value={filter.department} popupMatchSelectWidth={false} onChange={(department) => change({ department })} options={departments} showSearch={{ optionFilterProp: "label" }} data-testid="department" />
        <Select<Standing | ""> aria-label={t("backoffice.standing")} value={filter.standing} popupMatchSelectWidth={false} onChange={(standing) => change({ standing })} options={[{ value: "", label: t("backoffice.standing.all") }, ...STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))]} />
        <Checkbox checked={filter.mine} onChange={(event) => change({ mine: event.target.checked })}>
          {t("backoffice.mine")}
        </Checkbox>
      </div>
    </>
  );
}
