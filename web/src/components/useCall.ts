import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { Call } from "../media/call";
import type { CallView } from "../media/call";
import type { Devices, DevicesView } from "../media/devices";
import type { LocalTracks } from "../media/peer";
import { useLine } from "../state/line";

const CLOSED: CallView = { phase: "closed", streams: {}, quality: null };
const nothing = () => () => undefined;

/** Hold the media of one session while the component stands; `null` leaves. */
export function useCall(session: string | null, local: LocalTracks | null): CallView {
  const line = useLine();
  const [call, setCall] = useState<Call | null>(null);
  useEffect(() => {
    if (session === null || local === null) return;
    const joined = new Call(line, session, local);
    setCall(joined);
    return () => {
      joined.close();
      setCall(null);
    };
    // Other tracks are sent through the same call; they are no reason to join anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [line, session, local === null]);
  useEffect(() => {
    if (call && local) call.send(local);
  }, [call, local]);
  return useSyncExternalStore(call?.view.subscribe ?? nothing, call ? call.view.get : () => CLOSED);
}

export function useDevices(devices: Devices): DevicesView {
  return useSyncExternalStore(devices.view.subscribe, devices.view.get);
}

/** The tracks to send, or null while devices are still being asked for. */
export function useLocalTracks(view: DevicesView): LocalTracks | null {
  const { voice, camera, document } = view;
  const asking = [voice, camera, document].some((slot) => slot.state === "asking");
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!asking) setSettled(true);
  }, [asking]);
  return useMemo(
    () => (settled ? { voice: voice.track, camera: camera.track, document: document.track } : null),
    [settled, voice.track, camera.track, document.track],
  );
}
