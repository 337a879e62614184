import { useEffect, useState } from "react";

import { useLanguage } from "../../../i18n";
import { Frame } from "./Frame";

interface Props {
  readonly label: string;
  readonly path: string;
  readonly hint: string;
  readonly value: string;
  readonly testId: string;
  readonly allowed: (value: string) => boolean;
  readonly onCommit: (value: string) => void;
}

/** A code that other places point to: taken over as a whole, when the field is left or by Enter, and only if it may be. */
export function CodeInput({ label, path, hint, value, testId, allowed, onCommit }: Props) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const wrong = typed !== value && !allowed(typed);
  const commit = () => {
    if (typed !== value && allowed(typed)) onCommit(typed);
  };
  return (
    <Frame label={label} path={path} hint={wrong ? t("editor.code.wrong") : hint}>
      {(id, described) => (
        <input
          id={id}
          aria-describedby={described}
          aria-invalid={wrong || undefined}
          data-testid={testId}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
          }}
        />
      )}
    </Frame>
  );
}
