import { useCallback, useEffect, useState } from "react";

/** The desktop that the official shares, of their own choosing each time; the browser's own bar ends it too. */
export function useScreen(): {
  readonly track: MediaStreamTrack | null;
  readonly able: boolean;
  share: () => Promise<void>;
  stop: () => void;
} {
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const able = "getDisplayMedia" in (navigator.mediaDevices ?? {});
  const share = useCallback(async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 8 }, audio: false });
    const shared = stream.getVideoTracks()[0];
    if (!shared) return;
    shared.contentHint = "text";
    shared.addEventListener("ended", () => setTrack((now) => (now === shared ? null : now)));
    setTrack(shared);
  }, []);
  const stop = useCallback(() => setTrack(null), []);
  // Whoever takes its place, or leaves the session, ends what was shared.
  useEffect(() => () => track?.stop(), [track]);
  return { track, able, share, stop };
}
