import { useEffect, useState } from "react";

const LOOK_MS = 1_000;
const SILENT_MS = 5_000; // A desktop on which nothing moves still sends a picture every second.

/** Whether pictures arrive on a stream's video now: a line of the call exists also while nothing is sent on it. */
export function useFlowing(stream: MediaStream | undefined): boolean {
  const [flowing, setFlowing] = useState(false);
  useEffect(() => {
    if (!stream) return;
    const video = document.createElement("video");
    video.muted = true;
    video.srcObject = stream;
    void video.play().catch(() => undefined);
    let last = 0;
    const seen = () => {
      last = performance.now();
      video.requestVideoFrameCallback(seen);
    };
    video.requestVideoFrameCallback(seen);
    const timer = setInterval(() => setFlowing(last > 0 && performance.now() - last < SILENT_MS), LOOK_MS);
    return () => {
      clearInterval(timer);
      video.srcObject = null;
    };
  }, [stream]);
  return flowing && stream !== undefined;
}
