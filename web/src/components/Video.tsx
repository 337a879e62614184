import { useEffect, useRef } from "react";

interface Props {
  readonly stream: MediaStream | null | undefined;
  readonly label: string;
  readonly testId?: string;
  readonly mirrored?: boolean;
  readonly fit?: "cover" | "contain";
}

/** A picture without sound; the voice has an element of its own, so that a hidden picture is never silent. */
export function Video({ stream, label, testId, mirrored = false, fit = "contain" }: Props) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = stream ?? null;
    // Without sound playing is never refused; an aborted start is followed by the next one.
    if (stream) video.play().catch(() => undefined);
  }, [stream]);
  return (
    <video
      ref={element}
      className={`video video-${fit}${mirrored ? " video-mirrored" : ""}`}
      data-testid={testId}
      aria-label={label}
      autoPlay
      muted
      playsInline
    />
  );
}
