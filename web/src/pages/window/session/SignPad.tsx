import { useEffect, useRef, useState } from "react";
import type { PointerEvent } from "react";

import { useLanguage } from "../../../i18n";

type Point = readonly [number, number, number];
type Stroke = readonly Point[];

interface Props {
  readonly disabled: boolean;
  readonly onDone: (strokes: readonly Stroke[]) => void;
  readonly onBack: () => void;
}

const INK = "#10242b";
const LINE = 0.012; // Of the field's height times three, that is of its width.

/** A field three wide by one high for the finger. A point is (x, y, milliseconds), x and y as fractions of the field. */
export function SignPad({ disabled, onDone, onBack }: Props) {
  const { t } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const drawing = useRef<Point[] | null>(null);
  const began = useRef<number | null>(null);

  useEffect(() => {
    const field = canvas.current;
    if (!field) return;
    const repaint = () => paint(field, strokes);
    const observer = new ResizeObserver(repaint);
    observer.observe(field);
    repaint();
    return () => observer.disconnect();
  }, [strokes]);

  const at = (event: { clientX: number; clientY: number; timeStamp: number }, field: HTMLCanvasElement): Point => {
    const box = field.getBoundingClientRect();
    began.current ??= event.timeStamp;
    const inside = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
    return [
      inside((event.clientX - box.left) / box.width),
      inside((event.clientY - box.top) / box.height),
      Math.round(event.timeStamp - began.current),
    ];
  };
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (disabled || drawing.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = [at(event, event.currentTarget)];
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = drawing.current;
    if (!stroke) return;
    const between = event.nativeEvent.getCoalescedEvents();
    for (const each of between.length > 0 ? between : [event.nativeEvent]) stroke.push(at(each, event.currentTarget));
    paint(event.currentTarget, [...strokes, stroke]);
  };
  const up = () => {
    const stroke = drawing.current;
    drawing.current = null;
    if (stroke) setStrokes((former) => [...former, stroke]);
  };
  const clear = () => {
    setStrokes([]);
    began.current = null;
  };
  return (
    <>
      <canvas
        ref={canvas}
        className="sign-pad"
        data-testid="sign-pad"
        role="img"
        aria-label={t("sign.pad")}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      />
      <div className="answers">
        <button type="button" className="button" disabled={disabled} onClick={onBack}>
          {t("back")}
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled || strokes.length === 0}
          onClick={() => setStrokes((former) => former.slice(0, -1))}
        >
          {t("sign.undo")}
        </button>
        <button type="button" className="button" disabled={disabled || strokes.length === 0} onClick={clear}>
          {t("sign.clear")}
        </button>
        <button
          type="button"
          className="button button-primary button-large"
          data-testid="sign-done"
          disabled={disabled || strokes.length === 0}
          onClick={() => onDone(strokes)}
        >
          {t("sign.done")}
        </button>
      </div>
    </>
  );
}

function paint(field: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const scale = window.devicePixelRatio;
  const width = Math.round(field.clientWidth * scale);
  const height = Math.round(field.clientHeight * scale);
  if (field.width !== width || field.height !== height) Object.assign(field, { width, height });
  const context = field.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = INK;
  context.lineWidth = width * LINE;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [index, [x, y]] of stroke.entries()) {
      if (index === 0) context.moveTo(x * width, y * height);
      context.lineTo(x * width, y * height);
    }
    context.stroke();
  }
}
