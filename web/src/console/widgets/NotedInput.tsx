import { ariaDescribedByIds } from "@rjsf/utils";
import type { WidgetProps } from "@rjsf/utils";
import { Input } from "antd";

import type { DraftValues } from "../../state/draft";

interface Props extends WidgetProps<DraftValues> {
  readonly shown?: string; // The text to show, where it is not the value itself.
  readonly clean: (typed: string) => string;
  readonly note: string;
  readonly wrong?: boolean;
  readonly mark?: string; // Stands before the text.
  readonly length?: number;
}

/** A line of text with what it means, or what is wrong with it, right beneath. */
export function NotedInput({ id, value, shown, disabled, label, clean, note, wrong = false, mark, length, onChange, onBlur, onFocus }: Props) {
  const text = typeof value === "string" ? value : "";
  return (
    <>
      <Input
        id={id}
        value={shown ?? text}
        disabled={disabled ?? false}
        prefix={mark}
        maxLength={length ?? 40}
        autoComplete="off"
        aria-label={label}
        aria-describedby={`${id}-note ${ariaDescribedByIds(id)}`}
        onChange={(event) => onChange(clean(event.target.value) || undefined)}
        onBlur={() => onBlur(id, text)}
        onFocus={() => onFocus(id, text)}
      />
      <span id={`${id}-note`} role="status" className={wrong ? "field-note field-note-wrong" : "field-note"}>
        {note}
      </span>
    </>
  );
}
