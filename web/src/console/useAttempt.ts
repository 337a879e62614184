import { useCallback, useRef, useState } from "react";

interface Attempt {
  readonly sending: boolean;
  readonly error: unknown; // Why the last one failed; null while none did.
  /** Run it, unless one is running; tells whether it worked. */
  readonly attempt: (run: () => Promise<unknown>) => Promise<boolean>;
}

/** One request of a dialog at a time: what was typed stays until it has worked, and a refusal can stand beside it. */
export function useAttempt(): Attempt {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const busy = useRef(false);
  const attempt = useCallback(async (run: () => Promise<unknown>) => {
    // A second click, or Enter held down, comes before the button is drawn as busy.
    if (busy.current) return false;
    busy.current = true;
    setSending(true);
    setError(null);
    try {
      await run();
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      busy.current = false;
      setSending(false);
    }
  }, []);
  return { sending, error, attempt };
}
