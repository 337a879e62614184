import { Button, Input } from "antd";
import { useState } from "react";

import type { CaseView, Language } from "../../../../generated/wire";
import { useLanguage } from "../../../../i18n";
import type { CaseCommand } from "../../../../state/caseActions";
import { useTemplates } from "../useTemplates";

interface Props {
  readonly kind: "corrected" | "not-needed" | "decline" | "withdraw";
  readonly view: CaseView;
  readonly language: Language; // The resident's: what is written here is for them.
  readonly sending: boolean;
  readonly onSend: (command: CaseCommand) => void;
}

/** The reason in words, of a refusal with the clause that it rests on; ready ones by a press. */
export function ReasonForm({ kind, view, language, sending, onSend }: Props) {
  const { t } = useLanguage();
  const [reason, setReason] = useState("");
  const [ground, setGround] = useState("");
  const templates = useTemplates(kind === "decline" ? "not-accepted" : "phrase", view);
  const theirs = (text: { readonly zh: string; readonly en: string } | null) => (text ? (language === "en" ? text.en : text.zh) : "");
  // A template's place that nobody knew how to fill: the resident must not read braces.
  const place = /\{\w+\}/.exec(`${reason} ${ground}`)?.[0];
  const complete = place === undefined && reason.trim() !== "" && (kind !== "decline" || ground.trim() !== "");
  const send = () => {
    const said = reason.trim();
    if (kind === "decline") onSend({ action: "decline", reason: said, ground: ground.trim() });
    else if (kind === "withdraw") onSend({ action: "withdraw", reason: said });
    else onSend({ action: "resolve", outcome: kind, reason: said, department: null, division: null });
  };
  return (
    <form
      className="outcome-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) send();
      }}
    >
      {templates.length > 0 && (
        <div className="outcome-templates">
          {templates.map((template) => (
            <Button
              key={template.code}
              size="small"
              onClick={() => {
                setReason(theirs(template.text));
                setGround(theirs(template.clause));
              }}
            >
              {theirs(template.text)}
            </Button>
          ))}
        </div>
      )}
      <label htmlFor="outcome-reason">{t("outcomes.reason")}</label>
      <Input.TextArea
        id="outcome-reason"
        data-testid="outcome-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {kind === "decline" && (
        <>
          <label htmlFor="outcome-ground">{t("outcomes.ground")}</label>
          <Input id="outcome-ground" data-testid="outcome-ground" maxLength={500} value={ground} onChange={(event) => setGround(event.target.value)} />
        </>
      )}
      {place !== undefined && (
        <p role="alert" className="todo-warning">
          {t("outcomes.placeholder", { place })}
        </p>
      )}
      <Button type="primary" htmlType="submit" danger={kind === "decline"} disabled={!complete} loading={sending} data-testid="outcome-send">
        {t(`outcomes.${kind}.send`)}
      </Button>
    </form>
  );
}
