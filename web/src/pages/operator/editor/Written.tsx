import { useId, useState } from "react";

import { useLanguage } from "../../../i18n";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";

interface Props {
  readonly label: string;
  readonly path: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/**
 * A part of the entry as JSON. What is no JSON (yet) stands in the entry as the text that it is: nothing that was typed
 * is lost, and the server names it as a fault instead of saving it.
 */
export function Written({ label, path, value, onChange }: Props) {
  const { t } = useLanguage();
  const { faults } = useEditing();
  const id = useId();
  const broken = typeof value === "string";
  const [text, setText] = useState(() => textOf(value));
  const [own, setOwn] = useState(value);
  if ((value ?? null) !== (own ?? null)) {
    // Something else changed it: an undo.
    setOwn(value);
    setText(textOf(value));
  }
  return (
    <div className="editor-field editor-wide">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={18}
        aria-invalid={broken || undefined}
        data-testid={`${path}-json`}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          const next = parsed(event.target.value);
          setText(event.target.value);
          setOwn(next);
          onChange(next);
        }}
      />
      {broken && (
        <p className="editor-faults" role="alert">
          {t("editor.not-json")}
        </p>
      )}
      <FaultList placed faults={faults.filter((fault) => within(fault, path))} />
    </div>
  );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

function parsed(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
