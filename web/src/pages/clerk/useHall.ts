import { useCallback, useEffect, useState } from "react";

import type { HallView } from "../../generated/clerk";
import { Refusal } from "../../wire/refusal";
import { request } from "../../wire/rest";

const EVERY_MS = 1_000;

export interface Hall {
  readonly view: HallView | null;
  readonly lost: boolean; // Nobody answers just now; what is shown may be old.
  readonly put: (view: HallView) => void;
}

/** The clerk's hall, asked for every second; an answer is sent only when something moved. */
export function useHall(onSignedOut: () => void): Hall {
  const [view, setView] = useState<HallView | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let tag = "";
    const ask = async () => {
      const headers: Record<string, string> = tag ? { "If-None-Match": tag } : {};
      const answer = await request("clerk", "/api/clerk/hall", { headers, signal: stop.signal });
      setLost(false);
      if (answer.status === 304) return;
      tag = answer.headers.get("etag") ?? "";
      setView((await answer.json()) as HallView);
    };
    const keepAsking = async () => {
      while (!stop.signal.aborted) {
        try {
          await ask();
        } catch (error) {
          if (stop.signal.aborted) return;
          if (error instanceof Refusal && error.code === "not-signed-in") return onSignedOut();
          setLost(true);
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
    };
    void keepAsking();
    return () => stop.abort();
  }, [onSignedOut]);
  return { view, lost, put: useCallback((next: HallView) => setView(next), []) };
}
