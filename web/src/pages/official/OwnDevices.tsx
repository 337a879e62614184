import { Button, Select } from "antd";

import { Meter } from "../../components/Meter";
import { TrackVideo } from "../../components/TrackVideo";
import { useDevices } from "../../components/useCall";
import { useLanguage } from "../../i18n";
import { NO_DEVICE } from "../../media/devices";
import type { Devices } from "../../media/devices";

/** The official's own camera and microphone; a session goes on without either. */
export function OwnDevices({ devices }: { readonly devices: Devices }) {
  const { t } = useLanguage();
  const view = useDevices(devices);
  const failed = (["voice", "camera"] as const).some((track) => !["live", "off", "asking"].includes(view[track].state));
  return (
    <section className="side-card own-devices" aria-labelledby="own-devices">
      <h2 id="own-devices">{t("own.title")}</h2>
      <div className="own-picture">
        {view.camera.state === "live" ? (
          <TrackVideo track={view.camera.track} label={t("session.self")} mirrored fit="cover" />
        ) : (
          <p>{t(`device.${view.camera.state}.own`)}</p>
        )}
      </div>
      <Meter track={view.voice.track} label={t("devices.voice.level")} />
      {(["voice", "camera"] as const).map((track) => {
        const { state, deviceId } = view[track];
        const kind = track === "voice" ? "audioinput" : "videoinput";
        const choices = view.available.filter((device) => device.kind === kind && device.deviceId !== "");
        return (
          <label key={track} className="own-choice">
            <span>
              {t(`devices.${track}`)}
              <small data-testid={`device-${track}`} data-state={state}>
                {t(`device.${state}`)}
              </small>
            </span>
            <Select
              aria-label={t(`devices.${track}`)}
              value={state === "off" ? NO_DEVICE : (deviceId ?? NO_DEVICE)}
              disabled={state === "asking"}
              onChange={(device: string) => void devices.choose(track, device)}
              options={[
                ...choices.map((device, index) => ({
                  value: device.deviceId,
                  label: device.label || t("device.unnamed", { n: index + 1 }),
                })),
                { value: NO_DEVICE, label: t("device.none") },
              ]}
            />
          </label>
        );
      })}
      {failed && (
        <p className="own-failed" role="status">
          {t("own.without")}{" "}
          <Button size="small" onClick={() => void devices.retry()}>
            {t("device.retry")}
          </Button>
        </p>
      )}
    </section>
  );
}
