import { useCallback, useState } from "react";

import { PageImage } from "../../../components/PageImage";
import { Video } from "../../../components/Video";
import { Voice } from "../../../components/Voice";
import { KeyButton } from "../../../console/KeyButton";
import { useKey } from "../../../console/keys";
import type { ItemDetail } from "../../../generated/api";
import type { CaseView, SessionView, Sha256 } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import type { Devices, DevicesView } from "../../../media/devices";
import type { useScreen } from "../../../media/useScreen";
import { audioContext } from "../../../media/sound";
import { finger } from "../../../state/desk";
import { useDesk, useLine } from "../../../state/line";
import { OtherOfficial } from "../colleague/OtherOfficial";
import { Filmstrip } from "./Filmstrip";
import { StageBar } from "./StageBar";

/** What is shown large: a live picture, or a page by its hash. */
export type Large = "document" | "camera" | Sha256;

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly item: ItemDetail | null;
  readonly call: CallView;
  readonly screen: ReturnType<typeof useScreen>;
  readonly devices: Devices;
  readonly deviceView: DevicesView;
  readonly large: Large;
  readonly onLarge: (large: Large) => void;
}

/** The resident and the paper: one large, everything else in a strip beneath, each one press away. */
export function Stage({ session, view, item, call, screen, devices, deviceView, large, onLarge }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const desk = useDesk();
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [zoomed, setZoomed] = useState(false);
  const onBlocked = useCallback((now: boolean) => setBlocked(now), []);
  const page = view?.pages.find(({ hash }) => hash === large);
  const resident = session.presences.find(({ role }) => role === "window");
  const held = session.state === "held";
  const rotation: readonly Large[] = ["document", "camera", ...(view?.pages.map(({ hash }) => hash) ?? [])];
  const next = rotation[(rotation.indexOf(large) + 1) % rotation.length] ?? "document";

  useKey("v", t("stage.switch"), true, () => onLarge(next));

  return (
    <section className="desk-stage" aria-label={t("session.stage")}>
      <div className={`desk-large${page && zoomed ? " desk-large-zoomed" : ""}`}>
        <div className={`desk-tile${large === "document" ? " desk-tile-large" : ""}`} data-tile="document">
          <Video stream={call.streams["window-document"]} label={t("track.window-document")} testId="video-window-document" />
        </div>
        <div className={`desk-tile${large === "camera" ? " desk-tile-large" : ""}`} data-tile="camera">
          <Video stream={call.streams["window-camera"]} label={t("track.window-camera")} testId="video-window-camera" />
        </div>
        {page && view && (
          <div className="desk-tile desk-tile-large desk-page" tabIndex={zoomed ? 0 : -1}>
            <PageImage
              page="official"
              caseId={view.id}
              view={page}
              label={t("page.image")}
              pointed={finger(desk, "window", "official", "colleague")}
              pointedLabel={t("page.pointer.resident")}
              onPoint={(at) => wire.notify({ type: "point", session: session.id, page: page.hash, at })}
            />
          </div>
        )}
        <Voice stream={call.streams["window-voice"]} testId="audio-window-voice" attempt={attempt} onBlocked={onBlocked} />
        <OtherOfficial session={session} call={call} attempt={attempt} onBlocked={onBlocked} />
        {blocked && (
          <button
            type="button"
            className="desk-hear"
            data-testid="press-to-hear"
            onClick={() => {
              audioContext();
              setAttempt((n) => n + 1);
            }}
          >
            {t("session.hear")}
          </button>
        )}
        {held && (
          <p className="desk-held" role="status" data-testid="hold-banner">
            {t("hold.on")}
          </p>
        )}
        <p className="desk-note" role="status" aria-live="polite">
          {call.phase === "joining" && t("session.joining")}
          {call.phase === "rejoining" && t("session.rejoining")}
          {call.phase === "live" && !resident?.connected && t("session.resident-coming")}
        </p>
        {page && (
          <KeyButton
            hotkey="z"
            label={t(zoomed ? "stage.zoom-out" : "stage.zoom-in")}
            className="desk-zoom"
            onPress={() => setZoomed((now) => !now)}
          />
        )}
      </div>
      <Filmstrip session={session} view={view} call={call} large={large} onLarge={onLarge} />
      <StageBar session={session} item={item} call={call} screen={screen} devices={devices} deviceView={deviceView} />
    </section>
  );
}
