import type { WidgetProps } from "@rjsf/utils";
import { useState } from "react";

import type { DraftValues } from "../../state/draft";
import { NotedInput } from "./NotedInput";
import { capital, plain, thousands } from "./money";

/** A sum in yuan: thousands set apart once it is typed, and read back in capital figures. */
export function MoneyWidget(props: WidgetProps<DraftValues>) {
  const [typing, setTyping] = useState(false);
  const text = typeof props.value === "string" ? props.value : "";
  return (
    <NotedInput
      {...props}
      // While somebody types, commas would move the cursor.
      shown={typing ? text : thousands(text)}
      clean={plain}
      note={capital(text)}
      mark="¥"
      onFocus={(id, value) => {
        setTyping(true);
        props.onFocus(id, value);
      }}
      onBlur={(id, value) => {
        setTyping(false);
        props.onBlur(id, value);
      }}
    />
  );
}
