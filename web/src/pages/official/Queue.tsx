import { Button, Empty, Tag } from "antd";
import { useEffect } from "react";

import { elapsed, useNow } from "../../components/useNow";
import { KeyButton } from "../../console/KeyButton";
import type { CaseView, SessionView, TicketView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import type { Devices } from "../../media/devices";
import { chime } from "../../media/sound";
import { tickets } from "../../state/desk";
import { useDesk, useLine } from "../../state/line";
import { Summons } from "./colleague/Summons";
import { LastSession } from "./LastSession";
import { OwnDevices } from "./OwnDevices";
import { useComplain } from "./useComplain";

interface Props {
  readonly devices: Devices;
  readonly last: SessionView | null;
  readonly lastCase: CaseView | null;
  readonly onDismiss: () => void;
  readonly onDuty: (on: boolean) => void;
}

/** Who waits, for what and how long; and the one button that matters. */
export function Queue({ devices, last, lastCase, onDismiss, onDuty }: Props) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const desk = useDesk();
  const now = useNow();
  const complain = useComplain();
  const waiting = tickets(desk)
    .filter(({ state }) => state === "waiting")
    .sort((a, b) => a.takenAt.localeCompare(b.takenAt));
  const rung = desk.ring;

  useEffect(() => {
    if (!rung) return;
    chime();
    const again = setInterval(chime, 6_000);
    const title = document.title;
    document.title = `(${rung.number}) ${title}`;
    return () => {
      clearInterval(again);
      document.title = title;
    };
  }, [rung]);
  const call = (ticket: TicketView | null) => {
    wire.command({ type: "call-next", ticket: ticket?.id ?? null }, "ticket-issued").catch(complain);
  };

  return (
    <main className="queue">
      <section className="queue-list" aria-labelledby="queue-title">
        <div className="queue-head">
          <h1 id="queue-title">{t("queue.title")}</h1>
          <p className="queue-count" data-testid="queue-count">
            {t("queue.count", { n: waiting.length })}
          </p>
        </div>
        {waiting.length === 0 ? (
          <Empty className="queue-empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("queue.empty")} />
        ) : (
          <ol className="queue-rows">
            {waiting.map((ticket) => (
              <li key={ticket.id} className={rung?.id === ticket.id ? "queue-row queue-row-rung" : "queue-row"} data-testid={`ticket-${ticket.number}`}>
                <strong className="queue-number">{ticket.number}</strong>
                <span className="queue-what">
                  <span className="queue-item">{read(ticket.itemName)}</span>
                  <span className="queue-where">
                    {read(ticket.windowName)} · {ticket.resident}
                    {ticket.language === "en" && <Tag>English</Tag>}
                  </span>
                </span>
                <span className="queue-wait">
                  <span className="queue-wait-time">{elapsed(ticket.takenAt, now)}</span>
                  <small>{t("queue.waited")}</small>
                </span>
                <Button disabled={!desk.onDuty} data-testid={`call-${ticket.number}`} onClick={() => call(ticket)}>
                  {t("queue.call")}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </section>
      <aside className="queue-side" aria-label={t("queue.side")}>
        <Summons />
        {rung && (
          <div className="ring" role="alert" data-testid="ring">
            <p>{t("queue.ring", { number: rung.number })}</p>
            <p className="ring-what">{read(rung.itemName)}</p>
          </div>
        )}
        {!desk.onDuty ? (
          <div className="side-card">
            <h2>{t("duty.off")}</h2>
            <p>{t("duty.off.text")}</p>
            <Button type="primary" size="large" block data-testid="go-on-duty" onClick={() => onDuty(true)}>
              {t("duty.go-on")} <kbd aria-hidden="true">D</kbd>
            </Button>
          </div>
        ) : (
          <KeyButton
            hotkey="n"
            label={t("queue.call-next")}
            testId="call-next"
            type="primary"
            size="large"
            block
            className="call-next"
            disabled={waiting.length === 0}
            onPress={() => call(rung)}
          />
        )}
        {last && <LastSession session={last} view={lastCase} onDismiss={onDismiss} />}
        <OwnDevices devices={devices} />
      </aside>
    </main>
  );
}
