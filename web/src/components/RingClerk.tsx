import { useCallback, useEffect, useState } from "react";

import type { RingView } from "../generated/wire";
import { explain, useLanguage } from "../i18n";
import { insist, read as ask, send } from "../wire/rest";

const EVERY_MS = 2_000;
const REASONS = ["help", "scan", "print", "device", "original", "identity", "hand-over", "other"] as const;

/** Ring the clerk of the window's hall, and see that they come; both ends of a call have it. */
export function RingClerk({ page }: { readonly page: "official" | "window" }) {
  const { t, read } = useLanguage();
  const [ring, setRing] = useState<RingView | null>(null);
  const [reason, setReason] = useState<RingView["reason"]>("help");
  const [error, setError] = useState<unknown>(null);
  const look = useCallback(() => {
    ask<readonly RingView[]>(page, "/api/rings").then(
      (rings) => setRing(rings.at(-1) ?? null),
      () => undefined, // The next look tells.
    );
  }, [page]);
  useEffect(() => {
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const open = ring !== null && ring.solvedAt === null;
  const call = () => {
    setError(null);
    insist(() => send<RingView>(page, "/api/rings", { reason, note: "" })).then(setRing, setError);
  };
  const solve = () => {
    if (ring) send<RingView>(page, `/api/rings/${ring.id}/answer`, { answer: "solved" }).then(setRing, setError);
  };
  return (
    <div className="ring-clerk" data-testid="ring-clerk">
      {open ? (
        <>
          <p role="status" data-testid="ring-state" data-state={ring.comingAt ? "coming" : "rung"}>
            {ring.comingAt ? t("ring.coming.by", { name: ring.clerkName ? read(ring.clerkName) : "" }) : t("ring.rung")}
          </p>
          <button type="button" className="button" data-testid="ring-solve" onClick={solve}>
            {t("ring.solve")}
          </button>
        </>
      ) : (
        <>
          {ring && (
            <p role="status" data-testid="ring-state" data-state="solved">
              {t("ring.solved")}
            </p>
          )}
          <label>
            <span className="hidden">{t("ring.reason")}</span>
            <select value={reason} data-testid="ring-reason" onChange={(event) => setReason(event.target.value as RingView["reason"])}>
              {REASONS.map((each) => (
                <option key={each} value={each}>
                  {t(`ring.reason.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button" data-testid="ring" onClick={call}>
            {t("ring.call")}
          </button>
        </>
      )}
      {error !== null && <p role="alert">{explain(error)}</p>}
    </div>
  );
}
