import { useState } from "react";

import { Confirmation } from "../../components/Confirmation";
import { RingClerk } from "../../components/RingClerk";
import { useItem } from "../../components/useCatalogue";
import type { TicketView } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { useDesk, useLine } from "../../state/line";
import { FolderPart } from "./FolderPart";

/** The number, how many are ahead, and what to lay ready meanwhile. */
export function Waiting({ ticket }: { readonly ticket: TicketView }) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const place = useDesk().places[ticket.id];
  const detail = useItem("window", ticket.item);
  const [leaving, setLeaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leave = () => {
    setLeaving(false);
    wire.command({ type: "leave-queue", ticket: ticket.id }, "done").catch(setError);
  };
  return (
    <main className="waiting">
      <section className="waiting-ticket" aria-labelledby="your-number">
        <h1 id="your-number">{t("waiting.number")}</h1>
        <p className="ticket-number" data-testid="ticket-number">
          {ticket.number}
        </p>
        <p className="waiting-item">{read(ticket.itemName)}</p>
        <div className="waiting-place" role="status" aria-live="polite">
          <p>
            <strong data-testid="ahead">{place ? place.ahead : "–"}</strong>
            <span>{t("waiting.ahead")}</span>
          </p>
          <p>
            <strong data-testid="wait">{wait(place?.waitSeconds ?? null, t)}</strong>
            <span>{t("waiting.wait")}</span>
          </p>
        </div>
        {place?.officials === 0 && <p className="note">{t("waiting.nobody")}</p>}
        {error !== null && (
          <p className="alert" role="alert">
            {explain(error)}
          </p>
        )}
      </section>
      <section className="waiting-papers" aria-label={t("waiting.papers")}>
        {detail?.materials.length === 0 ? null : <FolderPart ticket={ticket.id} />}
        <p className="note">{t("waiting.stay")}</p>
        <RingClerk page="window" />
        <button type="button" className="button" data-testid="leave-queue" onClick={() => setLeaving(true)}>
          {t("waiting.leave")}
        </button>
      </section>
      {leaving && (
        <Confirmation
          title={t("waiting.leave.title")}
          text={t("waiting.leave.text", { number: ticket.number })}
          yes={t("waiting.leave.yes")}
          no={t("waiting.leave.no")}
          onYes={leave}
          onNo={() => setLeaving(false)}
        />
      )}
    </main>
  );
}

function wait(seconds: number | null, t: ReturnType<typeof useLanguage>["t"]): string {
  if (seconds === null) return t("waiting.unknown");
  if (seconds < 60) return t("waiting.under-a-minute");
  return t("waiting.minutes", { n: Math.ceil(seconds / 60) });
}
