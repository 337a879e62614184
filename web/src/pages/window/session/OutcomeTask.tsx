import { useEffect } from "react";

import { useSpeech } from "../../../components/useSpeech";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { OutcomeWords } from "../OutcomeWords";
import { useOutcome } from "../useOutcome";
import { ReadAloud } from "./ReadAloud";

/** What came of it, while the conversation goes on: read, and heard. */
export function OutcomeTask({ view }: { readonly view: CaseView }) {
  const { t } = useLanguage();
  const { say, stop } = useSpeech();
  const { known, sentences } = useOutcome(view);
  const text = sentences.join("\n");
  useEffect(() => {
    if (known) say(text.split("\n"));
    return stop;
  }, [known, text, say, stop]);
  return (
    <div className="task-card task-outcome" data-testid="outcome">
      <h2>{t(`ended.${view.closing ?? "correcting"}`)}</h2>
      <OutcomeWords view={view} />
      <ReadAloud sentences={sentences} />
    </div>
  );
}
