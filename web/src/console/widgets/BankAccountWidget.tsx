import type { WidgetProps } from "@rjsf/utils";

import { useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";
import { NotedInput } from "./NotedInput";
import { isBankAccount } from "./numbers";

const SHORTEST = 12;

/** A bank account in groups of four, as it stands on the card, with its check digit. */
export function BankAccountWidget(props: WidgetProps<DraftValues>) {
  const { t } = useLanguage();
  const text = typeof props.value === "string" ? props.value : "";
  const right = isBankAccount(text);
  const wrong = text.length >= SHORTEST && !right;
  const clean = (typed: string) => typed.replace(/\D/g, "").slice(0, 19);
  return (
    <NotedInput
      {...props}
      shown={text.replace(/(\d{4})(?=\d)/g, "$1 ")}
      clean={clean}
      note={right ? t("widget.check-right") : wrong ? t("widget.check-wrong") : ""}
      wrong={wrong}
    />
  );
}
