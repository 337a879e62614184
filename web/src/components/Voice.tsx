import { useEffect, useRef } from "react";

interface Props {
  readonly stream: MediaStream | null | undefined;
  readonly testId: string;
  readonly attempt: number; // Changes when a person pressed "Press to hear".
  readonly onBlocked: (blocked: boolean) => void;
}

/** A remote voice. The browser may refuse to play it before somebody touched the page; then it says so. */
export function Voice({ stream, testId, attempt, onBlocked }: Props) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = stream ?? null;
    if (!stream) return;
    audio.play().then(
      () => onBlocked(false),
      (error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") onBlocked(true);
      },
    );
  }, [stream, attempt, onBlocked]);
  return <audio ref={element} data-testid={testId} autoPlay />;
}
