import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { useCall, useDevices, useLocalTracks } from "../../../components/useCall";
import { useItem } from "../../../components/useCatalogue";
import { useCaseSystems } from "../../../console/useCaseSystems";
import type { CaseView, SessionView, Sha256 } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { Devices } from "../../../media/devices";
import { useScreen } from "../../../media/useScreen";
import { CaseActions } from "../../../state/caseActions";
import { Draft } from "../../../state/draft";
import { useLine } from "../../../state/line";
import { useOwnCase } from "../colleague/useGuest";
import { CaseForm } from "./CaseForm";
import { Stage } from "./Stage";
import type { Large } from "./Stage";
import { Todo } from "./Todo";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly devices: Devices;
}

/** One resident served: picture and paper, the form beside them, and what to do now. */
export function SessionDesk({ session, view: told, devices }: Props) {
  const { t, read } = useLanguage();
  const line = useLine();
  const view = useOwnCase(session, told);
  const deviceView = useDevices(devices);
  const screen = useScreen();
  const own = useLocalTracks(deviceView);
  const local = useMemo(() => ({ ...own, document: screen.track }), [own, screen.track]);
  const call = useCall(session.id, local);
  const item = useItem("official", view ? session.ticket.item : null, view?.itemVersion);
  const actions = useMemo(() => new CaseActions(line, session.case), [line, session.case]);
  const systems = useCaseSystems("official", view);
  const [large, setLarge] = useState<Large>("document");
  const [draft, setDraft] = useState<Draft | null>(null);
  const known = view !== null;

  useEffect(() => {
    if (!view) return;
    const opened = new Draft(actions, view.id, view.values);
    setDraft(opened);
    return () => opened.close();
    // The draft begins once with what the server has; afterwards it adopts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [actions, known]);
  useEffect(() => {
    if (view) draft?.adopt(view.values);
  }, [draft, view]);
  const draftView = useSyncExternalStore(draft?.view.subscribe ?? noSubscription, draft?.view.get ?? noDraft);

  const newest = view?.pages.at(-1);
  useEffect(() => {
    // A page that has just been read is what the official asked for: it takes the large place by itself.
    if (newest && newest.state !== "accepted" && newest.state !== "returned") setLarge(newest.hash);
  }, [newest?.hash, newest?.state === "read"]);

  return (
    <main className="session-desk">
      <h1 className="hidden">
        {session.ticket.number} · {read(session.ticket.itemName)}
      </h1>
      <Stage session={session} view={view} item={item} call={call} screen={screen} devices={devices} deviceView={deviceView} large={large} onLarge={setLarge} />
      {view && item && draft && draftView ? (
        <CaseForm
          view={view}
          item={item}
          draft={draft}
          draftView={draftView}
          systems={systems.systems}
          page={view.pages.some(({ hash }) => hash === large) ? (large as Sha256) : null}
        />
      ) : (
        <section className="case-form">{t("loading")}</section>
      )}
      <Todo session={session} view={view} item={item} systems={systems} actions={actions} draft={draft} large={large} onLarge={setLarge} />
    </main>
  );
}

const noSubscription = () => () => undefined;
const noDraft = () => null;
