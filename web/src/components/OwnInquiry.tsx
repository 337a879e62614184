import { useState } from "react";

import type { PublicInquiry } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";
import { WordsForm } from "./WordsForm";

/** A resident's own question or complaint: where it stands, what was answered, and one appeal. */
export function OwnInquiry({ inquiry }: { readonly inquiry: PublicInquiry }) {
  const { t } = useLanguage();
  const [seen, setSeen] = useState(inquiry);
  const [error, setError] = useState<unknown>(null);
  const appeal = (text: string) => {
    setError(null);
    send<PublicInquiry>("window", `/api/inquiries/of/${seen.token}/appeal`, { text }).then(setSeen).catch(setError);
  };
  return (
    <article className="rating" data-testid="own-inquiry">
      <h3>
        {t(`inquiry.kind.${seen.kind}`)} {seen.number}
      </h3>
      <p>
        {t(`inquiry.state.${seen.state}`)} · {t("inquiry.due", { day: seen.dueOn })}
      </p>
      {seen.answer && (
        <p>
          {t("inquiry.answer")}: {seen.answer}
        </p>
      )}
      {seen.appeal && (
        <p>
          {t("inquiry.appeal")}: {seen.appeal}
        </p>
      )}
      {seen.lastAnswer && (
        <p>
          {t("inquiry.last-answer")}: {seen.lastAnswer}
        </p>
      )}
      {error !== null && (
        <p role="alert" className="alert">
          {explain(error)}
        </p>
      )}
      {seen.mayAppeal && <WordsForm label={t("inquiry.appeal.ask")} send={t("inquiry.appeal.send")} onSend={appeal} />}
    </article>
  );
}
