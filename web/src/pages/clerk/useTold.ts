import { App } from "antd";
import { useCallback } from "react";

import { explain } from "../../i18n";

/** Say why something was refused, where the clerk looks anyway. */
export function useTold(): (error: unknown) => void {
  const { message } = App.useApp();
  return useCallback((error: unknown) => void message.error(explain(error)), [message]);
}
