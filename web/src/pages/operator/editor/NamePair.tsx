import type { ChangeEvent } from "react";

import { useLanguage } from "../../../i18n";
import type { Name } from "../entry";

interface Props {
  readonly label: string;
  readonly id?: string | undefined;
  readonly described?: string | undefined;
  readonly wrong?: boolean;
  readonly value: Name;
  readonly testId?: string | undefined;
  readonly long?: boolean; // Whole sentences.
  readonly onChange: (value: Name) => void;
}

/** A text in both languages, side by side. */
export function NamePair({ label, id, described, wrong = false, value, testId, long = false, onChange }: Props) {
  const { t } = useLanguage();
  const control = (tongue: "zh" | "en") => ({
    id: tongue === "zh" ? id : undefined,
    lang: tongue === "zh" ? "zh-CN" : "en",
    "aria-label": `${label} ${t(`editor.${tongue}`)}`,
    "aria-describedby": described,
    "aria-invalid": wrong || undefined,
    value: value[tongue],
    "data-testid": testId && `${testId}-${tongue}`,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange({ ...value, [tongue]: event.target.value }),
  });
  return (
    <div className="editor-pair">
      {(["zh", "en"] as const).map((tongue) => (
        <span key={tongue}>
          <span className="editor-tongue" aria-hidden="true">
            {t(`editor.${tongue}.short`)}
          </span>
          {long ? <textarea className="editor-text" rows={1} {...control(tongue)} /> : <input {...control(tongue)} />}
        </span>
      ))}
    </div>
  );
}
