import { App } from "antd";

import { elapsed, useNow } from "../../../components/useNow";
import { KeyButton } from "../../../console/KeyButton";
import type { ItemDetail } from "../../../generated/api";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import type { useScreen } from "../../../media/useScreen";
import type { Devices, DevicesView } from "../../../media/devices";
import { useDesk, useLine } from "../../../state/line";
import { useGuest } from "../colleague/useGuest";
import { useComplain } from "../useComplain";

interface Props {
  readonly session: SessionView;
  readonly item: ItemDetail | null;
  readonly call: CallView;
  readonly screen: ReturnType<typeof useScreen>;
  readonly devices: Devices;
  readonly deviceView: DevicesView;
}

/** Who is there, how the line is at both ends, and the official's own voice and picture. */
export function StageBar({ session, item, call, screen, devices, deviceView }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const { quality } = useDesk();
  const now = useNow();
  const complain = useComplain();
  const { message } = App.useApp();
  const { muted, cameraOff, voice, camera } = deviceView;
  const minutes = Math.floor((now - Date.parse(session.startedAt)) / 60_000);
  const late = minutes - (item?.targetMinutes ?? Infinity);
  const held = session.state === "held";
  const guest = useGuest(session);
  // The browser tells a closed choice and a forbidden one by the same name (Screen Capture §5.1).
  const unshared = (error: unknown) => {
    const refused = error instanceof DOMException && error.name === "NotAllowedError";
    void message.warning({ content: t(refused ? "screen.refused" : "screen.failed"), duration: 8, className: "screen-unshared" });
  };
  const theirs = quality[`${session.id}/window`];
  return (
    <div className="stage-bar" role="toolbar" aria-label={t("controls")}>
      <div className="stage-there">
      <p className="stage-who">
        <strong>{session.ticket.number}</strong> {session.ticket.resident}
        <span className="stage-time">{elapsed(session.startedAt, now)}</span>
        {item && (
          <span className={late > 0 ? "stage-target stage-late" : "stage-target"} data-testid="target">
            {late > 0 ? t("stage.over-target", { n: late }) : t("stage.target", { n: item.targetMinutes })}
          </span>
        )}
      </p>
      <p className="stage-quality" role="status" data-testid="quality">
        {t("quality.here", { word: t(`quality.short.${call.quality ?? "none"}`) })}
        {theirs && <> · {t("quality.there", { word: t(`quality.short.${theirs}`) })}</>}
      </p>
      </div>
      <KeyButton
        hotkey="m"
        label={t(muted ? "controls.unmute" : "controls.mute")}
        testId="mute"
        danger={muted}
        disabled={voice.state !== "live"}
        onPress={() => devices.mute(!muted)}
      />
      <KeyButton
        hotkey="c"
        label={t(cameraOff ? "controls.camera-on" : "controls.camera-off")}
        testId="camera-off"
        danger={cameraOff}
        disabled={camera.state !== "live"}
        onPress={() => devices.turnCameraOff(!cameraOff)}
      />
      {screen.able && !guest && (
        <KeyButton
          hotkey="d"
          label={t(screen.track ? "screen.stop" : "screen.share")}
          testId="share-screen"
          danger={screen.track !== null}
          onPress={() => (screen.track ? screen.stop() : void screen.share().catch(unshared))}
        />
      )}
      {!guest && (
        <KeyButton
          hotkey="h"
          label={t(held ? "hold.back" : "hold")}
          testId="hold"
          danger={held}
          onPress={() => {
            wire.command({ type: "set-hold", session: session.id, on: !held }, "done").catch(complain);
          }}
        />
      )}
    </div>
  );
}
