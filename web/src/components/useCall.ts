import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { Call } from "../media/call";
import type { CallView } from "../media/call";
import type { Devices, DevicesView } from "../media/devices";
import type { LocalTracks } from "../media/peer";
import { useLine } from "../state/line";

const CLOSED: CallView = { phase: "closed", streams: {}, quality: null };
const nothing = () => () => undefined;

/** Hold the media of one session while the component stands; `null` leaves. */
export function useCall(session: string | null, local: LocalTracks): CallView {
  const line = useLine();
  const [call, setCall] = useState<Call | null>(null);
  useEffect(() => {
    if (session === null) return;
    const joined = new Call(line, session, local);
    setCall(joined);
    return () => {
      joined.close();
      setCall(null);
    };
    // Other tracks are sent through the same call; they are no reason to join anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [line, session]);
  useEffect(() => call?.send(local), [call, local]);
  return useSyncExternalStore(call?.view.subscribe ?? nothing, call ? call.view.get : () => CLOSED);
}

export function useDevices(devices: Devices): DevicesView {
  return useSyncExternalStore(devices.view.subscribe, devices.view.get);
}

/** The tracks to send. A device that opens later, or never, keeps nobody from joining. */
export function useLocalTracks({ voice, camera, document }: DevicesView): LocalTracks {
  return useMemo(
    () => ({ voice: voice.track, camera: camera.track, document: document.track }),
    [voice.track, camera.track, document.track],
  );
}
