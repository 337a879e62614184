import { Button, Checkbox, Input, Select } from "antd";

import type { InquiryCounts, InquiryKind } from "../generated/inquiries";
import { useLanguage } from "../i18n";
import { useChoices } from "./useChoices";

/** What the list shows; empty fields choose everything. */
export interface InquiryFilter {
  readonly kind: InquiryKind | "";
  readonly department: string;
  readonly search: string;
  readonly pending: boolean;
  readonly overdue: boolean;
  readonly mine: boolean;
}

export const EVERY_INQUIRY: InquiryFilter = { kind: "", department: "", search: "", pending: true, overdue: false, mine: false };

const KINDS: readonly InquiryKind[] = ["consultation", "complaint", "order"];

/** The filter as the server reads it. */
export function inquiryQuery(filter: InquiryFilter): string {
  const words = Object.entries(filter).flatMap(([name, value]) => (value === "" || value === false ? [] : [[name, value === true ? "1" : String(value)]]));
  return new URLSearchParams(words).toString();
}

interface Props {
  readonly page: "official" | "supervisor";
  readonly filter: InquiryFilter;
  readonly counts: InquiryCounts | null;
  readonly only?: InquiryKind;
  readonly onChange: (filter: InquiryFilter) => void;
}

/** The kinds with their counts, and what else narrows the list. */
export function InquiryFilters({ page, filter, counts, only, onChange }: Props) {
  const { t } = useLanguage();
  const choices = useChoices(page);
  const change = (changed: Partial<InquiryFilter>) => onChange({ ...filter, ...changed });
  const every = counts && Object.values(counts.kinds).reduce((sum, n) => sum + n, 0);
  return (
    <>
      {!only && (
        <div className="office-counts" role="group" aria-label={t("inquiry.kind")}>
          {(["", ...KINDS] as const).map((kind) => (
            <Button key={kind} type={filter.kind === kind ? "primary" : "default"} aria-pressed={filter.kind === kind} data-testid={`kind-${kind || "all"}`} onClick={() => change({ kind })}>
              {t(kind === "" ? "inquiry.kind.all" : `inquiry.kind.${kind}`)} {counts === null ? "–" : kind === "" ? every : (counts.kinds[kind] ?? 0)}
            </Button>
          ))}
        </div>
      )}
      <div className="office-filters">
        <label>
          {t("inquiry.search")}
          <Input.Search allowClear defaultValue={filter.search} data-testid="inquiry-search" onSearch={(word) => change({ search: word.trim() })} />
        </label>
        <Select aria-label={t("backoffice.department")} value={filter.department} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: "label" }} onChange={(department) => change({ department })} options={choices.options(choices.departments, t("backoffice.department.all"))} />
        <Checkbox checked={filter.pending} onChange={(event) => change({ pending: event.target.checked })}>
          {t("inquiry.pending")}
        </Checkbox>
        <Checkbox checked={filter.overdue} data-testid="inquiry-overdue" onChange={(event) => change({ overdue: event.target.checked })}>
          {t("inquiry.overdue")}
        </Checkbox>
        <Checkbox checked={filter.mine} onChange={(event) => change({ mine: event.target.checked })}>
          {t("backoffice.mine")}
        </Checkbox>
      </div>
    </>
  );
}
