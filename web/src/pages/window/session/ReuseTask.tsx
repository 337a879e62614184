import { useState } from "react";

import type { CaseView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";
import { ReadAloud } from "./ReadAloud";

/** May earlier papers be looked up? A no costs nothing: they are brought again. */
export function ReuseTask({ view }: { readonly view: CaseView }) {
  const { t, read } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const answer = (granted: boolean) => {
    setSending(true);
    send<CaseView>("window", `/api/cases/${view.id}/reuse-consent`, { granted })
      .catch(setError)
      .finally(() => setSending(false));
  };
  const papers = view.materials.filter(({ reusable, system }) => reusable || system !== null).map(({ name }) => read(name));
  const words = [t("reuse.resident.title"), t("reuse.resident.what"), t("reuse.resident.free")];
  return (
    <div className="task-card">
      <h2>{words[0]}</h2>
      <ul className="sentences">
        {words.slice(1).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="note">{papers.join(" · ")}</p>
      <ReadAloud sentences={words} />
      {error !== null && (
        <p className="alert" role="alert">
          {explain(error)}
        </p>
      )}
      <div className="answers">
        <button type="button" className="button button-primary button-large" data-testid="reuse-yes" disabled={sending} onClick={() => answer(true)}>
          {t("reuse.resident.yes")}
        </button>
        <button type="button" className="button button-large" data-testid="reuse-no" disabled={sending} onClick={() => answer(false)}>
          {t("reuse.resident.no")}
        </button>
      </div>
    </div>
  );
}
