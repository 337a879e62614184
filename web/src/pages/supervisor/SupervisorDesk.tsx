import { App } from "antd";
import { useState } from "react";

import { ConnectionNote } from "../../components/ConnectionNote";
import { ConsoleHeader } from "../../console/ConsoleHeader";
import { InquiryList } from "../../console/InquiryList";
import { KeyButton } from "../../console/KeyButton";
import { useKey } from "../../console/keys";
import type { Me } from "../../generated/api";
import type { SessionId, SessionView } from "../../generated/wire";
import { explain, language as currentLanguage, speak, useLanguage } from "../../i18n";
import { floor, sessionById } from "../../state/desk";
import type { Desk } from "../../state/desk";
import { useDesk, useLine } from "../../state/line";
import { CaseWork } from "../backoffice/CaseWork";
import { PastSessions } from "./PastSessions";
import { RunningSessions } from "./RunningSessions";
import { Watch } from "./Watch";

/** The supervisor's page: what runs now, one of it opened to watch, and what is over. */
export function SupervisorDesk({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const desk = useDesk();
  const { message } = App.useApp();
  const [watched, setWatched] = useState<SessionId | null>(null);
  const [list, setList] = useState<"running" | "past" | "cases" | "orders" | "inquiries">("running");
  const session = watched ? watchedSession(desk, watched) : null;

  const unwatch = () => {
    if (watched) wire.command({ type: "unwatch-session", session: watched }, "done").catch(() => undefined);
    setWatched(null);
  };
  const watch = (id: SessionId) => {
    if (watched === id) return;
    if (watched) unwatch();
    wire
      .command({ type: "watch-session", session: id }, "done")
      .then(() => {
        setWatched(id);
        setList("running");
      })
      .catch((error: unknown) => void message.error(explain(error)));
  };
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));

  return (
    <div className="console">
      <ConsoleHeader me={me} onSignOut={onSignOut}>
        <a href="/reports">{t("title.reports")}</a>
      </ConsoleHeader>
      <ConnectionNote quiet />
      <main className="supervisor">
        <h1 className="hidden">{t("title.supervisor")}</h1>
        <section className="supervisor-list">
          <div className="supervisor-tabs" role="group" aria-label={t("supervisor.lists")}>
            <KeyButton hotkey="r" label={t("supervisor.running")} type={list === "running" ? "primary" : "default"} testId="tab-running" onPress={() => setList("running")}>
              {t("supervisor.running.n", { n: floor(desk).length })}
            </KeyButton>
            <KeyButton hotkey="p" label={t("supervisor.past")} type={list === "past" ? "primary" : "default"} testId="tab-past" onPress={() => setList("past")} />
            <KeyButton hotkey="c" label={t("backoffice.cases")} type={list === "cases" ? "primary" : "default"} testId="tab-cases" onPress={() => setList("cases")} />
            <KeyButton hotkey="g" label={t("inquiry.kind.order")} type={list === "orders" ? "primary" : "default"} testId="tab-orders" onPress={() => setList("orders")} />
            <KeyButton hotkey="q" label={t("backoffice.inquiries")} type={list === "inquiries" ? "primary" : "default"} testId="tab-inquiries" onPress={() => setList("inquiries")} />
          </div>
          {list === "running" && <RunningSessions watched={watched} onWatch={watch} />}
          {list === "past" && <PastSessions />}
          {list === "cases" && <CaseWork page="supervisor" />}
          {list === "orders" && <InquiryList key="orders" page="supervisor" kind="order" />}
          {list === "inquiries" && <InquiryList key="inquiries" page="supervisor" />}
        </section>
        {list === "running" &&
          (session ? (
            <Watch key={session.id} session={session} onClose={unwatch} />
          ) : (
            <section className="watch watch-none">
              <p>{t("supervisor.none-watched")}</p>
            </section>
          ))}
      </main>
    </div>
  );
}

/** The session as it was told last. One that ended while the line was down is missing on the floor, and told nowhere else. */
function watchedSession(desk: Desk, id: SessionId): SessionView | null {
  const session = sessionById(desk, id);
  return session && !floor(desk).some((each) => each.id === id) ? { ...session, state: "ended" } : session;
}
