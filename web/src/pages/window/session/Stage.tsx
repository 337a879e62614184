import { useCallback, useState } from "react";

import { Icon } from "../../../components/Icon";
import { TrackVideo } from "../../../components/TrackVideo";
import { useFlowing } from "../../../components/useFlowing";
import { Video } from "../../../components/Video";
import { Voice } from "../../../components/Voice";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import type { Devices, DevicesView } from "../../../media/devices";
import { audioContext } from "../../../media/sound";
import { SecondOfficial } from "./SecondOfficial";

interface Props {
  readonly session: SessionView;
  readonly devices: Devices;
  readonly deviceView: DevicesView;
  readonly call: CallView;
}

/** The official, large; in the corner the resident's own paper as the official sees it, and the resident. */
export function Stage({ session, devices, deviceView, call }: Props) {
  const { t, read } = useLanguage();
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const onBlocked = useCallback((now: boolean) => setBlocked(now), []);
  const official = session.presences.find(({ role }) => role === "official");
  const desktop = call.streams["official-document"];
  const sharing = useFlowing(desktop);
  const second = session.invitation?.state === "joined" ? session.invitation : null;
  const there = call.phase === "live" || call.phase === "rejoining";
  const broken = (["voice", "camera", "document"] as const).filter((track) =>
    ["denied", "busy", "unplugged"].includes(deviceView[track].state),
  );
  return (
    <section className="stage" aria-label={t("session.stage")}>
      <Video
        stream={call.streams["official-camera"]}
        label={t("session.official", { name: read(session.officialName) })}
        testId="video-official-camera"
        fit="cover"
      />
      {sharing && (
        <div className="stage-desktop" data-testid="shared-desktop">
          <p role="status">
            <Icon name="document" />
            {t("screen.shown")}
          </p>
          <Video stream={desktop} label={t("screen.shown")} testId="video-official-document" />
        </div>
      )}
      <Voice
        stream={call.streams["official-voice"]}
        testId="audio-official-voice"
        attempt={attempt}
        onBlocked={onBlocked}
      />
      {second && (
        <SecondOfficial key={second.id} invitation={second} call={call} attempt={attempt} onBlocked={onBlocked} />
      )}
      <div className="stage-note" role="status" aria-live="polite">
        {!there && t("session.joining")}
        {there && call.phase === "rejoining" && t("session.rejoining")}
        {call.phase === "live" && !official?.connected && t("session.official-coming")}
      </div>
      <p className="stage-name">{t("session.official", { name: read(session.officialName) })}</p>
      {session.state === "held" && (
        <div className="stage-hold" role="status" data-testid="hold-banner">
          <p>{t("session.held")}</p>
          <p className="note">{t("session.held.text")}</p>
        </div>
      )}
      {blocked && (
        <button
          type="button"
          className="button button-primary button-huge stage-hear"
          data-testid="press-to-hear"
          onClick={() => {
            audioContext();
            setAttempt((n) => n + 1);
          }}
        >
          <Icon name="speaker" size={44} />
          {t("session.hear")}
        </button>
      )}
      {broken.length > 0 && (
        <div className="stage-broken" role="alert">
          {broken.map((track) => (
            <p key={track}>
              <Icon name="warning" />
              {t(`device.${deviceView[track].state as "denied" | "busy" | "unplugged"}.short`, {
                device: t(`devices.${track}`),
              })}
            </p>
          ))}
          <button type="button" className="button" onClick={() => void devices.retry()}>
            {t("device.retry")}
          </button>
        </div>
      )}
      <div className="stage-own">
        <figure>
          <TrackVideo track={deviceView.document.track} label={t("session.own-paper")} testId="own-document" />
          <figcaption>{t(deviceView.document.track ? "session.own-paper" : "session.no-document-camera")}</figcaption>
        </figure>
        <figure className="stage-self">
          <TrackVideo
            track={deviceView.cameraOff ? null : deviceView.camera.track}
            label={t("session.self")}
            testId="own-camera"
            mirrored
            fit="cover"
          />
          <figcaption>{t("session.self")}</figcaption>
        </figure>
      </div>
    </section>
  );
}
