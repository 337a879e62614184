import { useState } from "react";

import type { SessionView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";
import { ReadAloud } from "./ReadAloud";

/** The question that comes before everything else: without a yes nothing is recorded, and nothing can be signed. */
export function ConsentTask({ session }: { readonly session: SessionView }) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const answer = (granted: boolean) => {
    setSending(true);
    wire
      .command({ type: "give-consent", session: session.id, granted }, "done")
      .catch(setError)
      .finally(() => setSending(false));
  };
  const words = [t("consent.title"), t("consent.what"), t("consent.why"), t("consent.no-means")];
  return (
    <div className="task-card">
      <h2>{words[0]}</h2>
      <ul className="sentences">
        {words.slice(1).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ReadAloud sentences={words} />
      {error !== null && (
        <p className="alert" role="alert">
          {explain(error)}
        </p>
      )}
      <div className="answers">
        <button
          type="button"
          className="button button-primary button-large"
          data-testid="consent-yes"
          disabled={sending}
          onClick={() => answer(true)}
        >
          {t("consent.yes")}
        </button>
        <button
          type="button"
          className="button button-large"
          data-testid="consent-no"
          disabled={sending}
          onClick={() => answer(false)}
        >
          {t("consent.no")}
        </button>
      </div>
    </div>
  );
}
