import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { OutcomeWords } from "../OutcomeWords";

/** What came of it, while the conversation goes on. */
export function OutcomeTask({ view }: { readonly view: CaseView }) {
  const { t } = useLanguage();
  return (
    <div className="task-card task-outcome" data-testid="outcome">
      <h2>{t(`ended.${view.closing ?? "correcting"}`)}</h2>
      <OutcomeWords view={view} />
    </div>
  );
}
