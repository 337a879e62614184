import { useEffect, useRef } from "react";

import { measure } from "../media/sound";

interface Props {
  readonly track: MediaStreamTrack | null;
  readonly label: string;
  readonly onHeard?: () => void;
}

const HEARD_LEVEL = 0.35;

/** A level meter; it writes its level straight into the element, twenty times a second, without rendering. */
export function Meter({ track, label, onHeard }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const heard = useRef(onHeard);
  heard.current = onHeard;
  useEffect(() => {
    if (!track) return;
    const show = (level: number) => {
      element.current?.style.setProperty("--level", level.toFixed(2));
      element.current?.setAttribute("aria-valuenow", String(Math.round(level * 10)));
    };
    const stop = measure(track, (level) => {
      show(level);
      if (level > HEARD_LEVEL) heard.current?.();
    });
    return () => {
      stop();
      show(0);
    };
  }, [track]);
  return (
    <div
      ref={element}
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={10}
      aria-valuenow={0}
    >
      <div className="meter-bar" />
    </div>
  );
}
