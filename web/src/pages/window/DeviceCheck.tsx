import { useEffect, useState } from "react";

import { Icon } from "../../components/Icon";
import { Meter } from "../../components/Meter";
import { TrackVideo } from "../../components/TrackVideo";
import { useDevices } from "../../components/useCall";
import { useLanguage } from "../../i18n";
import type { Devices } from "../../media/devices";
import { chime } from "../../media/sound";
import { DeviceTile } from "./DeviceTile";
import { StepFrame } from "./StepFrame";

interface Props {
  readonly devices: Devices;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** See oneself, hear the counter, and see the paper, before anybody waits for it. */
export function DeviceCheck({ devices, onBack, onDone }: Props) {
  const { t } = useLanguage();
  const view = useDevices(devices);
  const [heard, setHeard] = useState(false);
  useEffect(() => void devices.start(), [devices]);
  const slots = [view.voice, view.camera, view.document];
  const asking = slots.some(({ state }) => state === "asking");
  const allLive = slots.every(({ state }) => state === "live");
  return (
    <StepFrame
      step="devices"
      onBack={onBack}
      action={
        <button
          type="button"
          className="button button-primary button-large"
          data-testid="devices-continue"
          disabled={asking}
          onClick={onDone}
        >
          {t(allLive ? "devices.continue" : "devices.continue-anyway")}
          <Icon name="arrow" />
        </button>
      }
    >
      <div className="device-grid">
        <DeviceTile devices={devices} track="camera" slot={view.camera} available={view.available} icon="camera">
          <TrackVideo track={view.camera.track} label={t("devices.camera")} mirrored fit="cover" />
        </DeviceTile>
        <DeviceTile devices={devices} track="document" slot={view.document} available={view.available} icon="document">
          <TrackVideo track={view.document.track} label={t("devices.document")} />
        </DeviceTile>
        <DeviceTile devices={devices} track="voice" slot={view.voice} available={view.available} icon="mic">
          <div className="device-voice">
            <p>{t(heard ? "devices.voice.heard" : "devices.voice.say")}</p>
            <Meter track={view.voice.track} label={t("devices.voice.level")} onHeard={() => setHeard(true)} />
          </div>
        </DeviceTile>
        <section className="device" aria-labelledby="device-speaker">
          <h2 id="device-speaker">
            <Icon name="speaker" />
            {t("devices.speaker")}
          </h2>
          <div className="device-picture device-voice">
            <p>{t("devices.speaker.text")}</p>
            <button type="button" className="button" onClick={chime}>
              <Icon name="speaker" />
              {t("devices.speaker.test")}
            </button>
          </div>
        </section>
      </div>
    </StepFrame>
  );
}
