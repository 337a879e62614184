import { useCallback, useState } from "react";

import { sha256 } from "../../media/still";
import { insist, request } from "../../wire/rest";

export interface Scans {
  readonly sending: number; // Pages taken, and not yet acknowledged by the server.
  readonly send: (page: Blob, material: string) => Promise<Response>;
}

/**
 * Sends pages in the order in which they were taken, each under the hash of its bytes; a page counts as kept only with
 * the server's receipt, and is sent again until then.
 */
export function useScans(target: (hash: string, material: string) => string): Scans {
  const [sending, setSending] = useState(0);
  const send = useCallback(
    async (page: Blob, material: string) => {
      setSending((before) => before + 1);
      try {
        const bytes = await page.arrayBuffer();
        const url = target(await sha256(bytes), material);
        const headers = { "Content-Type": page.type || "image/jpeg" };
        return await insist(() => request("clerk", url, { method: "PUT", body: bytes, headers }));
      } finally {
        setSending((before) => before - 1);
      }
    },
    [target],
  );
  return { sending, send };
}
