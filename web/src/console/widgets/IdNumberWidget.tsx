import type { WidgetProps } from "@rjsf/utils";

import { useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";
import { NotedInput } from "./NotedInput";
import { readIdNumber } from "./numbers";

const LENGTH = 18;

/** A citizen's ID number; birthday and sex are read back, so that a slip is seen. */
export function IdNumberWidget(props: WidgetProps<DraftValues>) {
  const { t, language } = useLanguage();
  const text = typeof props.value === "string" ? props.value : "";
  const read = readIdNumber(text);
  const wrong = text.length === LENGTH && read === null;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  let note = "";
  if (read) note = t("widget.id-number.read", { birthday: day.format(new Date(read.birthday)), sex: t(`sex.${read.sex}`) });
  else if (wrong) note = t("widget.check-wrong");
  else if (text !== "") note = t("widget.digits", { n: text.length, of: LENGTH });
  const clean = (typed: string) => typed.toUpperCase().replace(/[^0-9X]/g, "").slice(0, LENGTH);
  return <NotedInput {...props} clean={clean} note={note} wrong={wrong} />;
}
