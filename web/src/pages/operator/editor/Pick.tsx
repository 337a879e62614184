import { Select } from "antd";

import { useLanguage } from "../../../i18n";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly search: string; // What it is found by: names in both languages, and the code.
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly described?: string | undefined;
  readonly wrong?: boolean;
  readonly options: readonly Option[];
  readonly placeholder?: string | undefined;
  readonly required?: boolean;
  readonly testId?: string | undefined;
}

interface OneProps extends Props {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

interface ManyProps extends Props {
  readonly free?: boolean;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

const searched = { optionFilterProp: "search" } as const;

/** One of many, found by typing a part of its name or code. A value that is not among them is shown as it is. */
export function PickOne({ id, label, described, wrong = false, options, placeholder, required = false, testId, value, onChange }: OneProps) {
  const { t } = useLanguage();
  return (
    <Select<string>
      id={id}
      className="editor-pick"
      aria-label={label}
      aria-describedby={described}
      status={wrong ? "error" : ""}
      showSearch={searched}
      allowClear={!required}
      popupMatchSelectWidth={false}
      placeholder={placeholder ?? t("form.choose")}
      data-testid={testId}
      value={value}
      options={[...options]}
      onChange={(picked: string | undefined) => onChange(picked ?? null)}
    />
  );
}

/** Some of many, each a tag that Backspace takes away; with `free` others may be typed. */
export function PickMany({ id, label, described, wrong = false, options, placeholder, testId, free = false, values, onChange }: ManyProps) {
  const { t } = useLanguage();
  return (
    <Select<string[]>
      id={id}
      className="editor-pick"
      mode={free ? "tags" : "multiple"}
      aria-label={label}
      aria-describedby={described}
      status={wrong ? "error" : ""}
      showSearch={searched}
      popupMatchSelectWidth={false}
      placeholder={placeholder ?? t("form.choose")}
      data-testid={testId}
      value={[...values]}
      options={[...options]}
      tokenSeparators={free ? ["、", ",", "，", "|"] : []}
      onChange={onChange}
    />
  );
}
