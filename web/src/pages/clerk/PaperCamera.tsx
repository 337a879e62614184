import { Alert, Button, Select } from "antd";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";

import { TrackVideo } from "../../components/TrackVideo";
import { KeyButton } from "../../console/KeyButton";
import { useLanguage } from "../../i18n";
import { Devices } from "../../media/devices";
import { capture } from "../../media/still";

interface Props {
  /** What the page is scanned for, as the clerk reads it. */
  readonly label: string;
  readonly sending: number;
  readonly onPage: (page: Blob) => void;
  readonly onClose: () => void;
}

/** The document camera at the clerk's desk: its live picture with a frame for the page, and a still at full resolution. */
export function PaperCamera({ label, sending, onPage, onClose }: Props) {
  const { t } = useLanguage();
  const devices = useMemo(() => new Devices("clerk", ["document"]), []);
  const { document: slot, available } = useSyncExternalStore(devices.view.subscribe, devices.view.get);
  const [taken, setTaken] = useState(0);
  const [taking, setTaking] = useState(false);
  const [failed, setFailed] = useState(false);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    void devices.start();
    place.current?.scrollIntoView({ block: "nearest" });
    return () => devices.stop();
  }, [devices]);
  const { state, track } = slot;
  const take = () => {
    if (!track || taking) return;
    setTaking(true);
    setFailed(false);
    capture(track)
      .then((page) => {
        onPage(page);
        setTaken((before) => before + 1);
      })
      .catch(() => setFailed(true))
      .finally(() => setTaking(false));
  };
  const cameras = available.filter((device) => device.kind === "videoinput" && device.deviceId !== "");
  return (
    <section ref={place} className="paper-camera" aria-label={t("paper.title", { material: label })} data-testid="paper-camera">
      <h4>{t("paper.title", { material: label })}</h4>
      <div className="paper-camera-picture">
        {state === "live" ? (
          <>
            <TrackVideo track={track} label={t("paper.picture")} testId="paper-video" fit="contain" />
            <div className="paper-frame" aria-hidden="true" />
          </>
        ) : (
          <p role="status">{state === "asking" ? t("device.asking.do") : t(state === "off" || state === "missing" ? `device.${state}.do.document` : `device.${state}.do`)}</p>
        )}
      </div>
      <p className="paper-advice">{t("paper.advice")}</p>
      <p role="status" aria-live="polite" data-testid="paper-state">
        {sending > 0 ? t("paper.sending", { n: sending }) : taken > 0 ? t("paper.kept", { n: taken }) : ""}
      </p>
      {failed && <Alert type="error" showIcon title={t("paper.failed")} />}
      <div className="clerk-row">
        <KeyButton hotkey="s" label={t("paper.take")} type="primary" loading={taking} disabled={state !== "live"} testId="paper-take" onPress={take} />
        {state !== "live" && state !== "asking" && <Button onClick={() => void devices.retry()}>{t("device.retry")}</Button>}
        {cameras.length > 0 && (
          <Select
            value={slot.deviceId}
            aria-label={t("paper.camera")}
            options={cameras.map((device, index) => ({
              value: device.deviceId,
              label: device.label || t("device.unnamed", { n: index + 1 }),
            }))}
            onChange={(id: string) => void devices.choose("document", id)}
          />
        )}
        <KeyButton hotkey="e" label={t("paper.done")} testId="paper-done" onPress={onClose} />
      </div>
    </section>
  );
}
