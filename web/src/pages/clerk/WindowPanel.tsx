import { useState } from "react";

import type { CardView } from "../../generated/clerk";
import { useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { CardForm } from "./CardForm";
import { Folder } from "./Folder";
import { Originals } from "./Originals";
import { TakeTicket } from "./TakeTicket";
import type { WindowRow } from "./rows";
import { useTold } from "./useTold";

interface Props {
  readonly window: WindowRow;
}

/** One window: the card, the ticket, the papers. */
export function WindowPanel({ window }: Props) {
  const { t, language, read } = useLanguage();
  const told = useTold();
  const [card, setCard] = useState<CardView | null>(null);
  const { ticket, session, folder } = window;
  const checkedAt = folder?.checkedAt ?? null;
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const matches = () => {
    if (!ticket || !card) return;
    send("clerk", `/api/clerk/tickets/${ticket.id}/person`, { raw: JSON.stringify(card), matches: true })
      .then(() => setCard(null))
      .catch(told);
  };
  return (
    <section className="clerk-panel" aria-labelledby="panel-title">
      <h2 id="panel-title">{read(window.name)}</h2>
      {ticket && (
        <p className="clerk-panel-ticket" data-testid="panel-ticket">
          <strong>{ticket.number}</strong> {read(ticket.itemName)} · {ticket.resident}
          {" · "}
          {checkedAt ? (
            <span className="clerk-good" data-testid="person-checked">
              ✓ {t("card.checked-at", { time: time.format(new Date(checkedAt)) })}
            </span>
          ) : (
            <span className="clerk-open">{t("card.unchecked")}</span>
          )}
        </p>
      )}
      {(!ticket || !checkedAt) && (
        <CardForm card={card} onCard={setCard}>
          {ticket && card && (
            <button type="button" className="button" data-testid="person-matches" onClick={matches}>
              {t("card.matches")}
            </button>
          )}
        </CardForm>
      )}
      {!ticket && <TakeTicket window={window.id} card={card} />}
      {ticket && !session && <Folder key={ticket.id} ticket={ticket.id} note={folder} />}
      {session && <Originals key={session.case} caseId={session.case} />}
    </section>
  );
}
