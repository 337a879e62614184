import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { useCall, useDevices, useLocalTracks } from "../../../components/useCall";
import { useItem } from "../../../components/useCatalogue";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { Devices } from "../../../media/devices";
import { chime } from "../../../media/sound";
import { Stills } from "../../../media/stills";
import { CaseActions } from "../../../state/caseActions";
import { caseById } from "../../../state/desk";
import { useDesk, useLine } from "../../../state/line";
import { Controls } from "./Controls";
import { Messages } from "./Messages";
import { Stage } from "./Stage";
import { Task } from "./Task";

interface Props {
  readonly session: SessionView;
  readonly devices: Devices;
}

/** The conversation: the official large, and beside it the one thing that the resident does next. */
export function Session({ session, devices }: Props) {
  const { t } = useLanguage();
  const line = useLine();
  const desk = useDesk();
  const view = caseById(desk, session.case);
  const item = useItem("window", session.ticket.item, view?.itemVersion);
  const deviceView = useDevices(devices);
  const call = useCall(session.id, useLocalTracks(deviceView));
  const actions = useMemo(() => new CaseActions(line, session.case), [line, session.case]);
  const stills = useMemo(() => new Stills(line, () => devices.view.get().document.track), [line, devices]);
  const still = useSyncExternalStore(stills.view.subscribe, stills.view.get);
  const [talking, setTalking] = useState(false);
  const said = session.messages.filter(({ role }) => role !== "window").length;
  const [read, setRead] = useState(said);

  useEffect(chime, [session.id]);
  useEffect(() => {
    // After a reload the document camera is opened first; until then nobody can say that there is none.
    if (deviceView.settled) stills.follow(session);
  }, [stills, session, deviceView.settled]);
  useEffect(() => {
    // What the official writes is put in sight; a badge would be overlooked.
    if (said === read) return;
    setTalking(true);
    setRead(said);
  }, [said, read]);

  return (
    <main className="session">
      <h1 className="hidden">{t("session.title")}</h1>
      <Stage session={session} devices={devices} deviceView={deviceView} call={call} />
      <Task session={session} view={view} item={item} still={still} actions={actions} />
      {talking && (
        <Messages session={session} onClose={() => setTalking(false)} />
      )}
      <Controls
        session={session}
        devices={devices}
        deviceView={deviceView}
        call={call}
        talking={talking}
        onMessages={() => setTalking((open) => !open)}
      />
    </main>
  );
}
