import { Button } from "antd";
import { useEffect, useState } from "react";

import { KeyButton } from "../../../console/KeyButton";
import type { Invitation } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { chime } from "../../../media/sound";
import { invitation as rungInto } from "../../../state/desk";
import { useDesk, useLine } from "../../../state/line";
import { useComplain } from "../useComplain";
import { useSecondsLeft } from "./useSecondsLeft";

/** Somebody's session asks for this official: by whom, for what, and the two answers; afterwards what was missed. */
export function Summons() {
  const desk = useDesk();
  const { t, read } = useLanguage();
  const [last, setLast] = useState<Invitation | null>(null);
  const [declined, setDeclined] = useState<string | null>(null);
  const live = rungInto(desk);
  const ringing = live?.state === "ringing" ? live : null;
  useEffect(() => {
    if (ringing) setLast(ringing);
    else if (live) setLast(null); // Joined: nothing was missed.
  }, [ringing, live]);
  if (ringing) return <Ring key={ringing.id} invitation={ringing} onDecline={() => setDeclined(ringing.id)} />;
  if (!last || live || last.id === declined) return null;
  return (
    <section className="side-card" data-testid="summons-missed">
      <p role="status">{t("summons.missed", { name: read(last.byName), wanted: t(`wanted.${last.wanted}`) })}</p>
      <Button type="text" onClick={() => setLast(null)}>
        {t("last.dismiss")}
      </Button>
    </section>
  );
}

function Ring({ invitation, onDecline }: { readonly invitation: Invitation; readonly onDecline: () => void }) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  const left = useSecondsLeft(invitation.until);
  useEffect(() => {
    chime();
    const again = setInterval(chime, 6_000);
    const title = document.title;
    document.title = `(${read(invitation.byName)}) ${title}`;
    return () => {
      clearInterval(again);
      document.title = title;
    };
    // One bell per invitation, whatever language it is read in.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [invitation.id]);
  const answer = (type: "accept-invitation" | "decline-invitation") => {
    if (type === "decline-invitation") onDecline();
    wire.command({ type, session: invitation.session }, "done").catch(complain);
  };
  return (
    <section className="ring summons" role="alert" data-testid="summons">
      <p>{t("summons.title", { name: read(invitation.byName) })}</p>
      <p className="summons-wanted">{t(`wanted.${invitation.wanted}`)}</p>
      <p className="ring-what">
        {read(invitation.itemName)} · {read(invitation.windowName)}
      </p>
      <p className="ring-what" aria-hidden="true">
        {t("colleague.seconds", { n: left })}
      </p>
      <KeyButton hotkey="j" label={t("summons.accept")} testId="accept-invitation" type="primary" size="large" block onPress={() => answer("accept-invitation")} />
      <KeyButton hotkey="x" label={t("summons.decline")} testId="decline-invitation" block onPress={() => answer("decline-invitation")} />
    </section>
  );
}
