import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";

import { present, readFields } from "../../../../components/formFields";
import type { ItemDetail } from "../../../../generated/api";
import type { CaseView, Language } from "../../../../generated/wire";
import { useLanguage } from "../../../../i18n";
import type { CaseCommand } from "../../../../state/caseActions";
import { fill, useTemplates } from "../useTemplates";

interface Props {
  readonly view: CaseView;
  readonly item: ItemDetail | null;
  readonly language: Language;
  readonly sending: boolean;
  readonly onSend: (command: CaseCommand) => void;
}

/** Everything that is missing, told at once: what the server finds missing is ticked already, anything else may be. */
export function CorrectionForm({ view, item, language, sending, onSend }: Props) {
  const { t } = useLanguage();
  const templates = useTemplates("correction", view);
  const theirs = (text: { readonly zh: string; readonly en: string }) => (language === "en" ? text.en : text.zh);
  const things = [
    ...view.materials.map(({ code, name }) => ({ code, name: theirs(name) })),
    ...present(item ? readFields(item, language) : [], view.values).map(({ name, label }) => ({ code: name, name: label })),
  ];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(view.missing));
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const usual = (code: string, name: string) => reasons[code] ?? t("outcomes.correction.missing", { lng: language, name });
  const asked = things.filter(({ code }) => chosen.has(code));
  const told = asked.map(({ code, name }) => ({ code, name, reason: usual(code, name).trim() }));
  const complete = told.length > 0 && told.every(({ reason }) => reason !== "");
  return (
    <form
      className="outcome-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onSend({ action: "ask-correction", missing: told.map(({ code, reason }) => ({ code, reason })) });
      }}
    >
      <ul className="correction">
        {things.map(({ code, name }) => (
          <li key={code}>
            <Checkbox
              checked={chosen.has(code)}
              data-testid={`correct-${code}`}
              onChange={({ target }) => {
                const next = new Set(chosen);
                if (target.checked) next.add(code);
                else next.delete(code);
                setChosen(next);
              }}
            >
              {name}
            </Checkbox>
            {chosen.has(code) && (
              <div className="correction-reason">
                {templates.length > 0 && (
                  <Select
                    size="small"
                    placeholder={t("outcomes.template")}
                    aria-label={t("outcomes.template")}
                    value={null}
                    data-testid={`template-${code}`}
                    options={templates.map((template) => ({ value: template.code, label: fill(theirs(template.text), { material: name }) }))}
                    onChange={(_, option) => setReasons({ ...reasons, [code]: (option as { label: string }).label })}
                  />
                )}
                <Input
                  value={usual(code, name)}
                  maxLength={500}
                  data-testid={`reason-${code}`}
                  aria-label={t("outcomes.reason-of", { name })}
                  onChange={(event) => setReasons({ ...reasons, [code]: event.target.value })}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {told.length > 0 && (
        <section className="correction-preview" aria-label={t("outcomes.preview")}>
          <h3>{t("outcomes.preview")}</h3>
          <ol>
            {told.map(({ code, name, reason }) => (
              <li key={code}>
                <strong>{name}</strong> {reason}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Button type="primary" htmlType="submit" disabled={!complete} loading={sending} data-testid="outcome-send">
        {t("outcomes.ask-correction.send")}
      </Button>
    </form>
  );
}
