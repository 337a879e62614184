import type { CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { useOutcome } from "./useOutcome";

/** Why, on what ground, what is to be brought until when, and what to do next. */
export function OutcomeWords({ view }: { readonly view: CaseView }) {
  const { t, language } = useLanguage();
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  const { missing } = useOutcome(view);
  return (
    <>
      {view.closing !== null && view.reason && <p className="lead">{view.reason}</p>}
      {view.ground && <p>{t("ended.ground", { ground: view.ground })}</p>}
      {view.correction && view.closing === null && (
        <>
          <p className="lead">{t("ended.until", { day: day.format(new Date(view.correction.dueOn)) })}</p>
          <ol className="sentences">
            {missing.map(({ code, name, reason }) => (
              <li key={code}>
                {name && <strong>{name}: </strong>}
                {reason}
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="note">{t(`ended.${view.closing ?? "correcting"}.next`)}</p>
    </>
  );
}
