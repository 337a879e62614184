import { useState } from "react";

import { Confirmation } from "../../../components/Confirmation";
import { Icon } from "../../../components/Icon";
import { RingClerk } from "../../../components/RingClerk";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import type { Devices, DevicesView } from "../../../media/devices";
import { useLine } from "../../../state/line";

interface Props {
  readonly session: SessionView;
  readonly devices: Devices;
  readonly deviceView: DevicesView;
  readonly call: CallView;
  readonly talking: boolean;
  readonly onMessages: () => void;
}

/** What the resident may do at any time: be silent, be unseen, write, go. */
export function Controls({ session, devices, deviceView, call, talking, onMessages }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const [leaving, setLeaving] = useState(false);
  const { muted, cameraOff } = deviceView;
  return (
    <div className="controls" role="toolbar" aria-label={t("controls")}>
      <button type="button" className="button" aria-pressed={muted} data-testid="mute" onClick={() => devices.mute(!muted)}>
        <Icon name={muted ? "mic-off" : "mic"} />
        {t(muted ? "controls.unmute" : "controls.mute")}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={cameraOff}
        data-testid="camera-off"
        onClick={() => devices.turnCameraOff(!cameraOff)}
      >
        <Icon name={cameraOff ? "camera-off" : "camera"} />
        {t(cameraOff ? "controls.camera-on" : "controls.camera-off")}
      </button>
      <button type="button" className="button" aria-expanded={talking} data-testid="messages" onClick={onMessages}>
        <Icon name="message" />
        {t("controls.messages")}
      </button>
      <RingClerk page="window" />
      <p className={`quality quality-${call.quality ?? "none"}`} role="status" aria-live="polite" data-testid="quality">
        {t(call.quality === null ? "quality.none" : `quality.${call.quality}`)}
      </p>
      <button type="button" className="button" data-testid="leave" onClick={() => setLeaving(true)}>
        <Icon name="leave" />
        {t("controls.leave")}
      </button>
      {leaving && (
        <Confirmation
          title={t("controls.leave.title")}
          text={t("controls.leave.text")}
          yes={t("controls.leave.yes")}
          no={t("controls.leave.no")}
          onYes={() => {
            setLeaving(false);
            wire.command({ type: "leave-session", session: session.id }, "done").catch(() => undefined);
          }}
          onNo={() => setLeaving(false)}
        />
      )}
    </div>
  );
}
