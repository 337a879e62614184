import { useLanguage } from "../../../i18n";
import type { StillView } from "../../../media/stills";

/** A still is being taken: lay the page flat, keep the hands away; then how it fares. */
export function StillTask({ still }: { readonly still: StillView }) {
  const { t } = useLanguage();
  const phase = still.phase === "idle" || still.phase === "sent" ? "hold-still" : still.phase;
  return (
    <div className="task-card task-still" data-testid="still-task" data-phase={still.phase}>
      <h2>{t(`still.${phase}`)}</h2>
      <p>{t(`still.${phase}.text`)}</p>
      {phase === "hold-still" && <span className="countdown" aria-hidden="true" />}
      {phase === "uploading" && still.preview && <img className="still-preview" src={still.preview} alt={t("still.preview")} />}
      {phase === "uploading" && <span className="bar" aria-hidden="true" />}
    </div>
  );
}
