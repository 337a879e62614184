import { useEffect, useMemo, useState } from "react";

import { ConnectionNote } from "../../components/ConnectionNote";
import { PublicHeader } from "../../components/PublicHeader";
import type { Me } from "../../generated/api";
import { useLanguage } from "../../i18n";
import { Devices } from "../../media/devices";
import { caseById, currentSession, tickets } from "../../state/desk";
import { useDesk } from "../../state/line";
import { useLinkedChoice } from "./choice";
import type { Choice } from "./choice";
import { DeviceCheck } from "./DeviceCheck";
import { Finished } from "./Finished";
import { Identity } from "./Identity";
import { ItemChoice } from "./ItemChoice";
import { Papers } from "./Papers";
import { Session } from "./session/Session";
import { useIdle } from "./useIdle";
import { Waiting } from "./Waiting";
import { Welcome } from "./Welcome";

type Step =
  | { readonly at: "welcome" }
  | { readonly at: "devices" }
  | { readonly at: "item" }
  | { readonly at: "papers"; readonly choice: Choice }
  | { readonly at: "identity"; readonly choice: Choice };

const WELCOME: Step = { at: "welcome" };
// Somebody walked away: what they typed must not wait for the next person.
const IDLE_MS = 120_000;

/** One visit, from the welcome to the finished case. Ticket and session come from the desk, the steps before are ours. */
export function Counter({ me }: { readonly me: Me }) {
  const { t, read } = useLanguage();
  const desk = useDesk();
  const devices = useMemo(() => new Devices("window", ["voice", "camera", "document"]), []);
  const [step, setStep] = useState<Step>(WELCOME);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { linked, forget } = useLinkedChoice();

  const latest = currentSession(desk);
  const session = latest && latest.id !== dismissed ? latest : null;
  const running = session !== null && session.state !== "ended";
  const ticket = tickets(desk).find(({ state }) => state === "waiting" || state === "called") ?? null;
  const busy = session !== null || ticket !== null;

  useIdle(IDLE_MS, step.at !== "welcome" && !busy, () => {
    setStep(WELCOME);
    forget();
  });
  useEffect(() => {
    if (busy) {
      setStep(WELCOME);
      forget();
    }
  }, [busy]);
  useEffect(() => {
    // In a session after a reload nobody passes the device check again.
    if (running) void devices.start();
  }, [devices, running]);
  useEffect(() => {
    if (session?.state === "ended") devices.stop();
  }, [devices, session?.state]);

  const start = () => setStep({ at: "devices" });
  let screen;
  if (desk.me === null) screen = <p className="lead centred">{t("loading")}</p>;
  else if (session && running) screen = <Session session={session} devices={devices} />;
  else if (session)
    screen = (
      <Finished
        session={session}
        view={caseById(desk, session.case)}
        onDone={() => {
          setDismissed(session.id);
          setStep(WELCOME);
        }}
      />
    );
  else if (ticket) screen = <Waiting ticket={ticket} />;
  else if (step.at === "devices")
    screen = <DeviceCheck devices={devices} onBack={() => setStep(WELCOME)} onDone={() => setStep({ at: "item" })} />;
  else if (step.at === "item")
    screen = (
      <ItemChoice
        here={me.division}
        linked={linked}
        onBack={start}
        onChoose={(choice) => setStep({ at: "papers", choice })}
      />
    );
  else if (step.at === "papers")
    screen = (
      <Papers
        choice={step.choice}
        here={me.hall}
        onChange={(choice) => setStep({ at: "papers", choice })}
        onBack={() => {
          forget(); // Else the list would choose again by itself.
          setStep({ at: "item" });
        }}
        onDone={() => setStep({ at: "identity", choice: step.choice })}
      />
    );
  else if (step.at === "identity")
    screen = <Identity choice={step.choice} onBack={() => setStep({ at: "papers", choice: step.choice })} />;
  else screen = <Welcome onStart={start} />;

  return (
    <div className={`public window${running ? " window-in-session" : ""}`}>
      <PublicHeader title={read(me.name)} />
      <ConnectionNote />
      {screen}
    </div>
  );
}
