import { useState } from "react";

import { OwnInquiry } from "../../components/OwnInquiry";
import { RatingForm } from "../../components/RatingForm";
import { WordsForm } from "../../components/WordsForm";
import { useRead } from "../../components/useCatalogue";
import type { AfterCall, PublicInquiry } from "../../generated/inquiries";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

/** What the holder of a receipt may do once the call is over: urge, rate, complain, read the answers. */
export function AfterCallPart({ token }: { readonly token: string }) {
  const { t } = useLanguage();
  const path = `/api/progress/${encodeURIComponent(token)}`;
  const { value } = useRead<AfterCall>("window", `${path}/after`);
  const [made, setMade] = useState<PublicInquiry | null>(null);
  const [urged, setUrged] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!value) return null;
  const complain = (text: string) => {
    setError(null);
    send<PublicInquiry>("window", `${path}/complaint`, { text }).then(setMade).catch(setError);
  };
  const urge = () => {
    setError(null);
    send("window", `${path}/urge`, {})
      .then(() => setUrged(true))
      .catch(setError);
  };
  return (
    <div className="rating-answers">
      {error !== null && (
        <p role="alert" className="alert">
          {explain(error)}
        </p>
      )}
      {value.mayUrge && !urged && (
        <button type="button" className="button" data-testid="urge" onClick={urge}>
          {t("progress.urge")}
        </button>
      )}
      {urged && <p role="status">{t("progress.urged")}</p>}
      {value.rating && <RatingForm page="window" path={`${path}/rating`} state={value.rating} />}
      {[...value.inquiries, ...(made ? [made] : [])].map((inquiry) => (
        <OwnInquiry key={inquiry.number} inquiry={inquiry} />
      ))}
      {value.mayComplain && !made && (
        <details className="rating">
          <summary>{t("progress.complain")}</summary>
          <WordsForm label={t("progress.complain.text")} send={t("progress.complain.send")} onSend={complain} />
        </details>
      )}
    </div>
  );
}
