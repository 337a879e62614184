import type { ReactNode } from "react";

import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import type { Track } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { NO_DEVICE } from "../../media/devices";
import type { Devices, Slot } from "../../media/devices";

interface Props {
  readonly devices: Devices;
  readonly track: Track;
  readonly slot: Slot;
  readonly available: readonly MediaDeviceInfo[];
  readonly icon: IconName;
  readonly children: ReactNode;
}

/** One device: its picture or level when it works, else what is wrong and what to do; and the choice of another. */
export function DeviceTile({ devices, track, slot, available, icon, children }: Props) {
  const { t } = useLanguage();
  const kind = track === "voice" ? "audioinput" : "videoinput";
  const choices = available.filter((device) => device.kind === kind && device.deviceId !== "");
  const { state } = slot;
  return (
    <section className={`device device-${state}`} aria-labelledby={`device-${track}`}>
      <h2 id={`device-${track}`}>
        <Icon name={icon} size={24} />
        {t(`devices.${track}`)}
        <span className="device-state" role="status" data-testid={`device-${track}`} data-state={state}>
          {state === "live" && <Icon name="check" size={20} />}
          {t(`device.${state}`)}
        </span>
      </h2>
      <div className="device-picture">
        {state === "live" && children}
        {state === "asking" && <p className="device-advice">{t("device.asking.do")}</p>}
        {state !== "live" && state !== "asking" && (
          <div className="device-advice">
            <p>{t(state === "off" || state === "missing" ? `device.${state}.do.${track}` : `device.${state}.do`)}</p>
            {state !== "off" && (
              <button type="button" className="button" onClick={() => void devices.retry()}>
                {t("device.retry")}
              </button>
            )}
          </div>
        )}
      </div>
      {state !== "denied" && (
        <label className="device-choice">
          <span>{t("device.choose")}</span>
          <select
            value={state === "off" ? NO_DEVICE : (slot.deviceId ?? NO_DEVICE)}
            disabled={state === "asking"}
            onChange={(event) => void devices.choose(track, event.target.value)}
          >
            {choices.map((device, index) => (
              <option key={device.deviceId} value={device.deviceId}>
                {device.label || t("device.unnamed", { n: index + 1 })}
              </option>
            ))}
            <option value={NO_DEVICE}>{t("device.none")}</option>
          </select>
        </label>
      )}
    </section>
  );
}
