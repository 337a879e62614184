import { Switch } from "antd";
import { useEffect, useMemo, useState } from "react";

import { ConnectionNote } from "../../components/ConnectionNote";
import { ConsoleHeader } from "../../console/ConsoleHeader";
import { useKey } from "../../console/keys";
import type { Me } from "../../generated/api";
import { language as currentLanguage, speak, useLanguage } from "../../i18n";
import { Devices } from "../../media/devices";
import { caseById, currentSession } from "../../state/desk";
import { forgetDraft } from "../../state/draft";
import { useDesk, useLine } from "../../state/line";
import { Queue } from "./Queue";
import { useComplain } from "./useComplain";
import { SessionDesk } from "./session/SessionDesk";

/** The official's page: the queue, or the session that was called from it. */
export function OfficialDesk({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const line = useLine();
  const desk = useDesk();
  const complain = useComplain();
  const devices = useMemo(() => new Devices("official", ["voice", "camera"]), []);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const session = currentSession(desk);
  const running = session !== null && session.state !== "ended";

  useEffect(() => {
    void devices.start();
    return () => devices.stop();
  }, [devices]);
  const over = session?.state === "ended" ? session.case : null;
  useEffect(() => {
    if (over !== null) forgetDraft(over);
  }, [over]);
  const setDuty = (on: boolean) => {
    line.wire
      .command({ type: "set-duty", on }, "done")
      .then(() => line.store.dispatch({ type: "duty-set", on }))
      .catch(complain);
  };
  useKey("d", t("duty.switch"), !running, () => setDuty(!desk.onDuty));
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));

  return (
    <div className="console">
      <ConsoleHeader me={me} onSignOut={onSignOut}>
        <a href="/backoffice">{t("title.backoffice")}</a>
        <label className="duty">
          <Switch checked={desk.onDuty} disabled={running} data-testid="duty" onChange={setDuty} aria-label={t("duty.switch")} />
          <span>{t(desk.onDuty ? "duty.on" : "duty.off")}</span>
          {!running && <kbd aria-hidden="true">D</kbd>}
        </label>
      </ConsoleHeader>
      <ConnectionNote quiet />
      {running ? (
        <SessionDesk key={session.id} session={session} view={caseById(desk, session.case)} devices={devices} />
      ) : (
        <Queue
          devices={devices}
          last={session && session.id !== dismissed && session.official === desk.me?.id ? session : null}
          lastCase={session ? caseById(desk, session.case) : null}
          onDismiss={() => setDismissed(session?.id ?? null)}
          onDuty={setDuty}
        />
      )}
    </div>
  );
}
