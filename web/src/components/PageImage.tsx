import { useEffect, useRef } from "react";
import type { PointerEvent } from "react";

import type { PageView, Pointed } from "../generated/wire";
import type { Page } from "../wire/rest";

interface Props {
  readonly page: Page;
  readonly caseId: string;
  readonly view: PageView;
  readonly label: string;
  readonly pointed?: Pointed | undefined; // The other end's finger.
  readonly pointedLabel?: string;
  readonly onPoint?: (at: readonly [number, number] | null) => void;
}

const MOVE_MS = 40;
const FORGET_MS = 8_000;

/** A page of paper, flattened once that is done; both ends may point at it with finger or mouse. */
export function PageImage({ page, caseId, view, label, pointed, pointedLabel, onPoint }: Props) {
  const own = useRef<HTMLSpanElement>(null);
  const lastSent = useRef(0);
  const forget = useRef<ReturnType<typeof setTimeout>>(undefined);
  const picture = `/api/cases/${caseId}/pages/${view.hash}/${view.flat ? "flat" : "original"}?page=${page}`;
  const other = pointed && pointed.page === view.hash ? pointed.at : null;

  useEffect(() => {
    if (own.current) own.current.hidden = true;
    return () => clearTimeout(forget.current);
  }, [view.hash]);

  const takeAway = () => {
    clearTimeout(forget.current);
    if (own.current) own.current.hidden = true;
    onPoint?.(null);
  };

  const place = (event: PointerEvent<HTMLElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [fraction((event.clientX - box.left) / box.width), fraction((event.clientY - box.top) / box.height)];
  };
  const point = (event: PointerEvent<HTMLElement>, must: boolean) => {
    if (!onPoint || (!must && event.timeStamp - lastSent.current < MOVE_MS)) return;
    lastSent.current = event.timeStamp;
    const at = place(event);
    if (own.current) {
      own.current.hidden = false;
      own.current.style.left = `${at[0] * 100}%`;
      own.current.style.top = `${at[1] * 100}%`;
    }
    onPoint(at);
    clearTimeout(forget.current);
    forget.current = setTimeout(takeAway, FORGET_MS);
  };

  return (
    <div
      className={`page-image${onPoint ? " page-image-pointable" : ""}`}
      onPointerDown={(event) => {
        if (onPoint) event.currentTarget.setPointerCapture(event.pointerId);
        point(event, true);
      }}
      onPointerMove={(event) => {
        if (event.buttons) point(event, false);
      }}
      onPointerUp={(event) => point(event, true)}
      onDoubleClick={takeAway}
    >
      <img
        src={picture}
        alt={label}
        draggable={false}
        data-testid="page-hash"
        data-hash={view.hash}
        data-state={view.state}
      />
      <span ref={own} className="pointer pointer-own" hidden aria-hidden="true" />
      {other && (
        <span
          className="pointer pointer-other"
          data-testid="pointer"
          role="img"
          aria-label={pointedLabel}
          style={{ left: `${other[0] * 100}%`, top: `${other[1] * 100}%` }}
        />
      )}
    </div>
  );
}

function fraction(value: number): number {
  return Math.min(1, Math.max(0, value));
}
