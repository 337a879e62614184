import { App } from "antd";
import { useCallback } from "react";

import { explain } from "../../i18n";
import { Unanswered } from "../../wire/refusal";

/** Say why a command was refused, in a note that goes by itself. */
export function useComplain(): (error: unknown) => void {
  const { message } = App.useApp();
  return useCallback(
    (error: unknown) => {
      // The page itself is being closed, or was taken over; it says so elsewhere.
      if (error instanceof Unanswered) return;
      void message.error(explain(error), 6);
    },
    [message],
  );
}
