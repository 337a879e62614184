import { useState } from "react";

import { KeyButton } from "../../../console/KeyButton";
import type { Invitation, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";
import { useComplain } from "../useComplain";
import { ColleagueDialog } from "./ColleagueDialog";
import { useSecondsLeft } from "./useSecondsLeft";

/** The second official, as the session's own sees them: to be rung, ringing, here, or why not. */
export function SecondOfficial({ session }: { readonly session: SessionView }) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  const [choosing, setChoosing] = useState(false);
  const { invitation } = session;
  const state = invitation?.state ?? null;
  const stop = (type: "withdraw-invitation" | "dismiss-colleague") => {
    wire.command({ type, session: session.id }, "done").catch(complain);
  };
  return (
    <section className="second-official" aria-label={t("colleague.title")} data-testid="second-official" data-state={state ?? "none"}>
      <div role="status">
        {invitation && state === "ringing" && <Ringing invitation={invitation} />}
        {invitation && state === "joined" && (
          <p className="second-here">
            {t("colleague.here", { name: read(invitation.name), department: read(invitation.departmentName) })}
          </p>
        )}
        {invitation && state !== null && state !== "ringing" && state !== "joined" && (
          <p>{t(`colleague.over.${state}`, { name: read(invitation.name) })}</p>
        )}
      </div>
      {state === "ringing" ? (
        <KeyButton hotkey="j" label={t("colleague.withdraw")} testId="withdraw-invitation" block onPress={() => stop("withdraw-invitation")} />
      ) : state === "joined" ? (
        <KeyButton hotkey="j" label={t("colleague.dismiss")} testId="dismiss-colleague" block onPress={() => stop("dismiss-colleague")} />
      ) : (
        <KeyButton hotkey="j" label={t("colleague.ring")} testId="ring-colleague" block onPress={() => setChoosing(true)} />
      )}
      {choosing && <ColleagueDialog session={session} onClose={() => setChoosing(false)} />}
    </section>
  );
}

function Ringing({ invitation }: { readonly invitation: Invitation }) {
  const { t, read } = useLanguage();
  const left = useSecondsLeft(invitation.until);
  return (
    <p className="second-ringing">
      {t("colleague.ringing", { name: read(invitation.name), department: read(invitation.departmentName) })}
      {/* Said once, not every second. */}
      <span aria-hidden="true"> {t("colleague.seconds", { n: left })}</span>
    </p>
  );
}
