import { ariaDescribedByIds } from "@rjsf/utils";
import type { WidgetProps } from "@rjsf/utils";
import { Select } from "antd";

import { useLanguage } from "../i18n";
import type { DraftValues } from "../state/draft";

type Choice = string | number;

/** One of a list. (The theme's own puts an empty line first, which a person at the keyboard would choose by Enter.) */
export function ChoiceWidget({ id, value, options, required, disabled, label, onChange, onBlur, onFocus }: WidgetProps<DraftValues>) {
  const { t } = useLanguage();
  const chosen = value as Choice | undefined | null;
  return (
    <Select<Choice>
      id={id}
      className="choice"
      value={chosen ?? null}
      disabled={disabled ?? false}
      allowClear={required !== true}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("form.choose")}
      aria-label={label}
      aria-describedby={ariaDescribedByIds(id)}
      options={(options.enumOptions ?? []).map((option) => ({ value: option.value as Choice, label: option.label }))}
      onChange={(picked: Choice | undefined) => onChange(picked)}
      onBlur={() => onBlur(id, chosen)}
      onFocus={() => onFocus(id, chosen)}
    />
  );
}
