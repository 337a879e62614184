import { Button } from "antd";
import { useState } from "react";

import { isEmpty, shown } from "../../../components/formFields";
import type { Field, FormValues } from "../../../components/formFields";
import { Dialog } from "../../../console/Dialog";
import { useKey } from "../../../console/keys";
import { KeyButton } from "../../../console/KeyButton";
import type { CaseSystems } from "../../../generated/systems";
import { useLanguage } from "../../../i18n";

interface Props {
  readonly fields: readonly Field[];
  readonly values: FormValues;
  readonly systems: CaseSystems["systems"];
}

/** For a department's system without a connector: each press copies the next answer, to be pasted there. */
export function CopyFields({ fields, values, systems }: Props) {
  const { t, language, read } = useLanguage();
  const [open, setOpen] = useState(false);
  const [last, setLast] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const answered = fields.filter(({ name }) => !isEmpty(values[name]));
  const next = answered[(answered.findIndex(({ name }) => name === last) + 1) % Math.max(1, answered.length)];
  const copy = (field: Field | undefined) => {
    if (!field) return;
    navigator.clipboard
      .writeText(shown(field, values[field.name], t))
      .then(() => {
        setLast(field.name);
        setFailed(false);
      })
      .catch(() => setFailed(true));
  };
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const takes = systems.filter((system) => system.takes);
  // Once it was handed over, its own place says how that went.
  const failing = takes.filter(({ failingSince, push }) => failingSince !== null && push === null);
  useKey("k", t("copy.next"), answered.length > 0, () => copy(next));
  const said = answered.find(({ name }) => name === last);
  return (
    <div className="copy-fields">
      <KeyButton hotkey="x" label={t("copy.open")} testId="copy-open" size="small" disabled={answered.length === 0} onPress={() => setOpen(true)} />
      <span role="status">{failed ? t("copy.failed") : said ? t("copy.done", { name: said.label }) : ""}</span>
      {failing.map(({ name, title, failingSince }) => (
        <span key={name} className="systems-warning" role="status" data-testid={`failing-${name}`}>
          {t("copy.failing", { system: read(title), since: failingSince ? time.format(new Date(failingSince)) : "" })}
        </span>
      ))}
      {open && (
        <Dialog title={t("copy.title")} wide onClose={() => setOpen(false)}>
          <p className="copy-text">
            {takes.length === 0
              ? t("copy.none")
              : takes.map(({ title }) => t("copy.goes", { system: read(title) })).join(" ")}{" "}
            {t("copy.text")}
          </p>
          <KeyButton hotkey="k" label={t("copy.next")} testId="copy-next" type="primary" onPress={() => copy(next)}>
            {next ? t("copy.next-named", { name: next.label }) : t("copy.next")}
          </KeyButton>
          <ul className="copy-list">
            {answered.map((field) => (
              <li key={field.name} className={field.name === last ? "copy-done" : ""}>
                <span>{field.label}</span>
                <strong>{shown(field, values[field.name], t)}</strong>
                <Button size="small" aria-label={t("copy.field", { name: field.label })} onClick={() => copy(field)}>
                  {t("copy.one")}
                </Button>
              </li>
            ))}
          </ul>
          <p role="status">{failed ? t("copy.failed") : said ? t("copy.done", { name: said.label }) : ""}</p>
        </Dialog>
      )}
    </div>
  );
}
