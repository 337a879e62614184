import { useId } from "react";
import type { ReactNode } from "react";

import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";

interface Props {
  readonly label: string;
  readonly path: string;
  readonly hint?: string | undefined;
  readonly wide?: boolean;
  readonly beside?: boolean; // A tick, whose label stands behind it.
  /** The control, with the ids that it is to have: its own, and that of what describes it. */
  readonly children: (id: string, described: string | undefined, wrong: boolean) => ReactNode;
}

/** A field of the editor: its label above it, what is wrong with it below. */
export function Frame({ label, path, hint, wide = false, beside = false, children }: Props) {
  const id = useId();
  const faults = useEditing().faults.filter((fault) => within(fault, path));
  const described = [hint && `${id}-hint`, faults.length > 0 && `${id}-faults`].filter(Boolean).join(" ");
  const control = children(id, described || undefined, faults.length > 0);
  return (
    <div className={wide ? "editor-field editor-wide" : "editor-field"} data-path={path}>
      {beside ? (
        <span className="editor-tick">
          {control}
          <label htmlFor={id}>{label}</label>
        </span>
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          {control}
        </>
      )}
      {hint && (
        <p className="editor-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FaultList faults={faults} id={`${id}-faults`} />
    </div>
  );
}
