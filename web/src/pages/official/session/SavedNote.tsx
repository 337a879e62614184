import type { CaseView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import type { DraftView } from "../../../state/draft";

/** Whether what was typed is at the server, said plainly. */
export function SavedNote({ draft, view }: { readonly draft: DraftView; readonly view: CaseView }) {
  const { t, language } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  let text = t(`draft.${draft.state}`);
  const locked = view.state !== "registering";
  if (view.acceptedAt !== null || view.closing !== null || view.state === "correcting") text = t(`case.state.${view.state}`);
  else if (locked) text = t("draft.locked");
  else if (draft.state === "saved" && draft.savedAt !== null) text = t("draft.saved-at", { time: time.format(draft.savedAt) });
  else if (draft.state === "refused") text = explain(draft.error);
  return (
    <p className={`saved saved-${locked ? "locked" : draft.state}`} role="status" data-testid="draft-state" data-state={draft.state}>
      {text}
    </p>
  );
}
