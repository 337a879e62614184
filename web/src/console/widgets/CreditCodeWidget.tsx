import type { WidgetProps } from "@rjsf/utils";

import { useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";
import { NotedInput } from "./NotedInput";
import { isCreditCode } from "./numbers";

const LENGTH = 18;

/** A unified social credit code, in capitals, checked as it is typed. */
export function CreditCodeWidget(props: WidgetProps<DraftValues>) {
  const { t } = useLanguage();
  const text = typeof props.value === "string" ? props.value : "";
  const right = isCreditCode(text);
  const wrong = text.length === LENGTH && !right;
  const note = right ? t("widget.check-right") : wrong ? t("widget.check-wrong") : t("widget.digits", { n: text.length, of: LENGTH });
  const clean = (typed: string) => typed.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, LENGTH);
  return <NotedInput {...props} clean={clean} note={text === "" ? "" : note} wrong={wrong} />;
}
